package dendro.blackbox;

import dendro.features.FeatureValues;
import dendro.problem.Problem;
import dendro.problem.ProblemType;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What fitting an {@link Encoder} has to know of the training rows: how often each text occurs in each
 * column. Statistics of parts of the rows merge into those of the whole, in any order, so they can be
 * gathered where the rows are.
 *
 * <p>Counts are exact, because approximate ones would depend on the order of merging and make training
 * irreproducible. Memory is bounded all the same: a column with more than {@value #MAX_DISTINCT} different
 * texts is refused, for it names rows and does not group them.
 *
 * <p>For one thread at a time.
 */
public final class EncoderStatistics implements Serializable {

    private static final long serialVersionUID = 1L;

    /** More different texts than this in one column are refused. */
    static final int MAX_DISTINCT = 100_000;

    private final ArrayList<HashMap<String, Long>> countsByColumn = new ArrayList<>();

    /** Counts one row. */
    public void add(FeatureValues values) {
        for (int column = 0; column < values.size(); column++) {
            int position = column;
            values.value(column).filter(String.class::isInstance).ifPresent(text -> count(position, (String) text, 1L));
        }
    }

    /** Adds what others counted. */
    public void merge(EncoderStatistics others) {
        for (int column = 0; column < others.countsByColumn.size(); column++) {
            int here = column;
            others.countsByColumn.get(column).forEach((text, times) -> count(here, text, times));
        }
    }

    private void count(int column, String text, long times) {
        while (countsByColumn.size() <= column) {
            countsByColumn.add(new HashMap<>());
        }
        Map<String, Long> counts = countsByColumn.get(column);
        counts.merge(text, times, Long::sum);
        if (counts.size() > MAX_DISTINCT) {
            throw new Problem(
                            ProblemType.FEATURE_SET_INVALID,
                            "Column number " + (column + 1) + " has more than " + MAX_DISTINCT
                                    + " different texts: it names rows and does not group them. Leave it out.")
                    .exception();
        }
    }

    /** The texts of a column, the most frequent first, equally frequent ones in the order of their characters. */
    List<String> mostFrequent(int column, int limit) {
        if (column >= countsByColumn.size()) {
            return List.of();
        }
        return countsByColumn.get(column).entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(limit)
                .map(Map.Entry::getKey)
                .toList();
    }
}
