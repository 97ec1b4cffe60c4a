package dendro.savedqueries.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Two results row by row, in whatever order their rows come: how often a row stands in one but not in the other counts.
 *
 * @param onlyInA rows of the first that the second lacks, in the order of the first
 * @param onlyInB rows of the second that the first lacks, in the order of the second
 * @param inBoth how many rows they have in common
 * @param truncated whether there are more rows of one alone than are told here
 */
record Comparison(List<JsonNode> onlyInA, List<JsonNode> onlyInB, long inBoth, boolean truncated) {

    Comparison {
        onlyInA = List.copyOf(onlyInA);
        onlyInB = List.copyOf(onlyInB);
    }

    /**
     * Compares.
     *
     * @param most rows of each alone that are told
     */
    static Comparison of(Iterable<JsonNode> a, Iterable<JsonNode> b, int most) {
        // By their text: 1.50 and 1.5 are one number, but not one answer.
        Map<String, Integer> surplus = new LinkedHashMap<>();
        a.forEach(row -> surplus.merge(row.toString(), 1, Integer::sum));
        List<JsonNode> onlyInB = new ArrayList<>();
        long inBoth = 0;
        boolean truncated = false;
        for (JsonNode row : b) {
            if (surplus.merge(row.toString(), -1, Integer::sum) >= 0) {
                inBoth++;
            } else if (onlyInB.size() < most) {
                onlyInB.add(row);
            } else {
                truncated = true;
            }
        }
        List<JsonNode> onlyInA = new ArrayList<>();
        for (JsonNode row : a) {
            int left = surplus.getOrDefault(row.toString(), 0);
            if (left <= 0) {
                continue;
            }
            surplus.put(row.toString(), left - 1);
            if (onlyInA.size() < most) {
                onlyInA.add(row);
            } else {
                truncated = true;
            }
        }
        return new Comparison(onlyInA, onlyInB, inBoth, truncated);
    }
}
