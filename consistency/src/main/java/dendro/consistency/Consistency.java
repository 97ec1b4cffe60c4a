package dendro.consistency;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a comparison of logged scores with the training path came to.
 *
 * @param rows counted in scores
 * @param columns counted in values, in the order of the feature set; only of rows whose values were logged
 * @param differences the first of them, a sentence each
 */
public record Consistency(Rows rows, Map<String, Values> columns, List<String> differences) {

    public Consistency {
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
        differences = List.copyOf(differences);
    }

    /**
     * Scores, and rows of the training path.
     *
     * @param compared scores that the training path has a row for
     * @param byDigest of these, without logged values: only their digests were compared
     * @param mismatching of the compared ones, those that differ in a value or in their digest
     * @param digests of the mismatching ones, those of which no value but the digest differs
     * @param missing rows of the training path that no score is logged for
     * @param extra scores that the training path has no row for
     * @param repeated scores beyond the first of the same entity at the same moment; they are compared like the first
     * @param unreadable messages that are no scores, or scores of a model version that is not in the repository
     */
    public record Rows(
            long compared,
            long byDigest,
            long mismatching,
            long digests,
            long missing,
            long extra,
            long repeated,
            long unreadable) {}

    /**
     * Values of one column or of several; one that is absent on both sides is compared and equal.
     *
     * @param compared looked at
     * @param mismatching that both have and that differ
     * @param missing that scoring lacked
     * @param extra that scoring had and the training path lacks
     */
    public record Values(long compared, long mismatching, long missing, long extra) {

        Values plus(Values others) {
            return new Values(
                    compared + others.compared,
                    mismatching + others.mismatching,
                    missing + others.missing,
                    extra + others.extra);
        }
    }

    /** The values of all columns. */
    public Values values() {
        return columns.values().stream().reduce(new Values(0, 0, 0, 0), Values::plus);
    }

    /** Whether every score is what the training path gives, and none is missing. */
    public boolean holds() {
        return rows.mismatching() == 0 && rows.missing() == 0 && rows.extra() == 0 && rows.unreadable() == 0;
    }

    /** Whether there was anything to look at. */
    public boolean isEmpty() {
        return rows.compared() + rows.missing() + rows.extra() + rows.unreadable() == 0;
    }
}
