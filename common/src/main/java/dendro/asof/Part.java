package dendro.asof;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A compiled clause.
 *
 * @param lines how it is read, for people
 * @param link makes its step, given the step that follows
 */
record Part(List<String> lines, UnaryOperator<Step> link) {

    Part {
        lines = List.copyOf(lines);
    }

    /** The first step of several parts that end in a step. */
    static Step chain(List<Part> parts, Step end) {
        Step step = end;
        for (int index = parts.size() - 1; index >= 0; index--) {
            step = parts.get(index).link().apply(step);
        }
        return step;
    }

    /** The lines of several parts, one level deeper. */
    static List<String> indented(List<Part> parts) {
        List<String> lines = new ArrayList<>();
        parts.forEach(part -> part.lines().forEach(line -> lines.add("  " + line)));
        return lines;
    }
}
