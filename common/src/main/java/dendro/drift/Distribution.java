package dendro.drift;

import java.util.List;

/**
 * How the values of one feature, or scores, were spread.
 *
 * @param name of the column, or {@code score}
 * @param bins they were sorted into
 * @param counts one for each bin
 */
public record Distribution(String name, Bins bins, List<Long> counts) {

    public Distribution {
        counts = List.copyOf(counts);
        if (counts.size() != bins.size() || counts.stream().anyMatch(count -> count < 0)) {
            throw new IllegalArgumentException(
                    "'" + name + "' has " + bins.size() + " bins, which these do not count: " + counts + ".");
        }
    }

    /** How many values there were. */
    public long total() {
        return counts.stream().mapToLong(Long::longValue).sum();
    }
}
