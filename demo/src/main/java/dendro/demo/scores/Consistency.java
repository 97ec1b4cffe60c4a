package dendro.demo.scores;

import dendro.features.Column;
import dendro.features.EntityAt;
import dendro.features.FeatureValues;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The feature values that scoring used, compared one by one with those that the training path gives for the
 * same entities at the same moments. A column that is missing on both sides counts as compared and equal.
 *
 * @param compared values looked at
 * @param mismatching values that both have and that differ
 * @param missing values that scoring lacked
 * @param extra values that scoring had and the training path lacks
 */
public record Consistency(long compared, long mismatching, long missing, long extra) {

    /**
     * Compares.
     *
     * @param columns of both sides
     * @param scored what scoring used
     * @param replayed what the training path gives; may hold more entities
     */
    public static Consistency of(
            List<Column> columns, Map<EntityAt, FeatureValues> scored, Map<EntityAt, FeatureValues> replayed) {
        long compared = 0;
        long mismatching = 0;
        long missing = 0;
        long extra = 0;
        for (Map.Entry<EntityAt, FeatureValues> row : scored.entrySet()) {
            Optional<FeatureValues> other = Optional.ofNullable(replayed.get(row.getKey()));
            for (int column = 0; column < columns.size(); column++) {
                int index = column;
                Optional<Object> used = row.getValue().value(index);
                Optional<Object> given = other.flatMap(values -> values.value(index));
                compared++;
                if (used.isPresent() && given.isEmpty()) {
                    extra++;
                } else if (used.isEmpty() && given.isPresent()) {
                    missing++;
                } else if (!used.equals(given)) {
                    mismatching++;
                }
            }
        }
        return new Consistency(compared, mismatching, missing, extra);
    }
}
