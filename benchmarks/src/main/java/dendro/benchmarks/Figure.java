package dendro.benchmarks;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * One measured figure.
 *
 * @param name in kebab case
 * @param value as measured
 * @param unit of the value
 * @param bound it must keep; empty for a figure that others are compared with
 */
public record Figure(String name, double value, String unit, Optional<Bound> bound) {

    /** A figure that must keep no bound. */
    public static Figure measured(String name, double value, String unit) {
        return new Figure(name, value, unit, Optional.empty());
    }

    /** A figure that must not be lower. */
    public static Figure atLeast(String name, double value, String unit, double least) {
        return new Figure(name, value, unit, Optional.of(new Bound.AtLeast(least)));
    }

    /** A figure that must not be higher. */
    public static Figure atMost(String name, double value, String unit, double most) {
        return new Figure(name, value, unit, Optional.of(new Bound.AtMost(most)));
    }

    /** The figure as one line of JSON. */
    String line(String bench) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("bench", bench)
                .put("figure", name)
                .put("value", Math.round(value * 1000) / 1000.0)
                .put("unit", unit);
        json.put("must", bound.map(Bound::text).orElse(null));
        json.put("holds", bound.map(wanted -> wanted.holds(value)).orElse(null));
        return json.toString();
    }

    /** What a figure must keep. */
    public sealed interface Bound {

        /** Whether a value keeps it. */
        boolean holds(double value);

        /** The bound as people write it. */
        String text();

        /**
         * No less than this.
         *
         * @param least value that holds
         */
        record AtLeast(double least) implements Bound {
            @Override
            public boolean holds(double value) {
                return value >= least;
            }

            @Override
            public String text() {
                return ">= " + least;
            }
        }

        /**
         * No more than this.
         *
         * @param most value that holds
         */
        record AtMost(double most) implements Bound {
            @Override
            public boolean holds(double value) {
                return value <= most;
            }

            @Override
            public String text() {
                return "<= " + most;
            }
        }
    }
}
