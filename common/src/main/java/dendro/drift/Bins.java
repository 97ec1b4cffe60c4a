package dendro.drift;

import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** What values of one feature are sorted into. The last bin holds what is missing. */
public sealed interface Bins extends Serializable {

    /** How many there are, at least 2. */
    int size();

    /** Which one a value falls into, counted from 0. */
    int of(Optional<Object> value);

    /** What each holds, for people. */
    List<String> labels();

    /**
     * Ranges of numbers; an instant counts in days since 1970. Not-a-number is missing, as it is for a model.
     *
     * @param edges ascending; the first bin holds what is at or below the first edge, the last but one what is above
     *     the last
     */
    record Ranges(List<Double> edges) implements Bins {

        private static final double MILLISECONDS_PER_DAY = 86_400_000.0;

        public Ranges {
            edges = List.copyOf(edges);
            for (int i = 1; i < edges.size(); i++) {
                if (edges.get(i - 1) >= edges.get(i)) {
                    throw new IllegalArgumentException("The edges of bins must ascend: " + edges + ".");
                }
            }
        }

        @Override
        public int size() {
            return edges.size() + 2;
        }

        @Override
        public int of(Optional<Object> value) {
            double number = value.map(Ranges::number).orElse(Double.NaN);
            if (Double.isNaN(number)) {
                return edges.size() + 1;
            }
            int low = 0;
            int high = edges.size();
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (number <= edges.get(middle)) {
                    high = middle;
                } else {
                    low = middle + 1;
                }
            }
            return low;
        }

        static double number(Object value) {
            if (value instanceof Number number) {
                return number.doubleValue();
            }
            return value instanceof Instant instant ? instant.toEpochMilli() / MILLISECONDS_PER_DAY : Double.NaN;
        }

        @Override
        public List<String> labels() {
            List<String> labels = new ArrayList<>();
            for (int i = 0; i < edges.size(); i++) {
                labels.add(i == 0 ? "<= " + edges.get(0) : "> " + edges.get(i - 1) + ", <= " + edges.get(i));
            }
            labels.add(edges.isEmpty() ? "any" : "> " + edges.get(edges.size() - 1));
            labels.add("missing");
            return labels;
        }
    }

    /**
     * Texts, each in a bin of its own, and one bin for all others.
     *
     * @param categories different ones
     */
    record Categories(List<String> categories) implements Bins {

        public Categories {
            categories = List.copyOf(categories);
            if (new HashSet<>(categories).size() < categories.size()) {
                throw new IllegalArgumentException("A category has two bins: " + categories + ".");
            }
        }

        @Override
        public int size() {
            return categories.size() + 2;
        }

        @Override
        public int of(Optional<Object> value) {
            if (value.isEmpty()) {
                return categories.size() + 1;
            }
            int place = categories.indexOf(value.get().toString());
            return place < 0 ? categories.size() : place;
        }

        @Override
        public List<String> labels() {
            List<String> labels = new ArrayList<>(categories);
            labels.add("other");
            labels.add("missing");
            return labels;
        }
    }
}
