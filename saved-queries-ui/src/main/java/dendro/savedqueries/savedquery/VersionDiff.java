package dendro.savedqueries.savedquery;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is different between two versions.
 *
 * @param fields those that differ, but for the text
 * @param lines of both texts
 */
record VersionDiff(List<Field> fields, List<Line> lines) {

    VersionDiff {
        fields = List.copyOf(fields);
        lines = List.copyOf(lines);
    }

    /** A field with its values in both. */
    record Field(String field, Object from, Object to) {}

    /**
     * A line of one of the texts, or of both.
     *
     * @param kind same, added or removed
     * @param fromLine its number in the first text, from 1
     * @param toLine its number in the second
     */
    record Line(String kind, String text, Optional<Integer> fromLine, Optional<Integer> toLine) {}

    /** The difference from one version to another. */
    static VersionDiff between(Draft from, Draft to) {
        return new VersionDiff(
                fields(from, to),
                lines(
                        from.content().text().lines().toList(),
                        to.content().text().lines().toList()));
    }

    private static List<Field> fields(Draft from, Draft to) {
        Map<String, Object> before = members(from);
        List<Field> fields = new ArrayList<>();
        members(to).forEach((name, value) -> {
            Object was = before.getOrDefault(name, Optional.empty());
            if (!was.equals(value)) {
                fields.add(new Field(name, was, value));
            }
        });
        return fields;
    }

    /** In this order. */
    private static Map<String, Object> members(Draft draft) {
        Map<String, Object> members = new java.util.LinkedHashMap<>();
        members.put("name", draft.name());
        members.put("description", draft.description());
        members.put("tags", draft.tags());
        members.put("team", draft.team());
        members.put("parameters", draft.content().parameters());
        members.put("chart", draft.content().chart());
        members.put("procedures", draft.content().procedures());
        members.put("sources", draft.content().sources());
        return members;
    }

    private static List<Line> lines(List<String> from, List<String> to) {
        List<Line> lines = new ArrayList<>();
        int before = 0;
        int after = 0;
        for (AbstractDelta<String> delta : DiffUtils.diff(from, to).getDeltas()) {
            while (before < delta.getSource().getPosition()) {
                lines.add(new Line("same", from.get(before), Optional.of(++before), Optional.of(++after)));
            }
            for (String removed : delta.getSource().getLines()) {
                lines.add(new Line("removed", removed, Optional.of(++before), Optional.empty()));
            }
            for (String added : delta.getTarget().getLines()) {
                lines.add(new Line("added", added, Optional.empty(), Optional.of(++after)));
            }
        }
        while (before < from.size()) {
            lines.add(new Line("same", from.get(before), Optional.of(++before), Optional.of(++after)));
        }
        return lines;
    }
}
