package dendro.trainer.evaluation;

import java.util.ArrayList;
import java.util.List;

/**
 * Rows sorted into parts, each judged by itself.
 *
 * @param names of the parts, in the order they are shown in
 * @param partOf for each row, the place of its part's name
 */
public record Partition(List<String> names, List<Integer> partOf) {

    public Partition {
        names = List.copyOf(names);
        partOf = List.copyOf(partOf);
    }

    /**
     * A part that has rows, and how well they are scored.
     *
     * @param name such as {@code 2014-11}
     */
    public record Part(String name, Figures figures) {}

    /** The figures of each part that has rows. */
    List<Part> judged(ScoredRows rows, Bootstrap bootstrap) {
        List<List<Integer>> places = new ArrayList<>();
        names.forEach(name -> places.add(new ArrayList<>()));
        for (int row = 0; row < partOf.size(); row++) {
            places.get(partOf.get(row)).add(row);
        }
        List<Part> parts = new ArrayList<>();
        for (int part = 0; part < names.size(); part++) {
            if (!places.get(part).isEmpty()) {
                parts.add(new Part(names.get(part), Figures.of(rows.at(places.get(part)), bootstrap)));
            }
        }
        return parts;
    }
}
