package dendro.trainer.evaluation;

import java.util.Arrays;

/** Rows that know the group they are in, so that any drawing of them is ranked without sorting again. */
final class RankedRows {

    private final double[] scores;
    private final int[] groups;
    private final ScoredRows rows;

    RankedRows(ScoredRows rows) {
        this.rows = rows;
        double[] ascending = new double[rows.size()];
        Arrays.setAll(ascending, rows::score);
        this.scores = differentDescending(ascending);
        this.groups = new int[rows.size()];
        for (int row = 0; row < groups.length; row++) {
            groups[row] = group(rows.score(row));
        }
    }

    private static double[] differentDescending(double[] values) {
        double[] ascending = Arrays.stream(values).sorted().distinct().toArray();
        double[] descending = new double[ascending.length];
        Arrays.setAll(descending, i -> ascending[ascending.length - 1 - i]);
        return descending;
    }

    private int group(double score) {
        int low = 0;
        int high = scores.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (scores[middle] > score) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    int size() {
        return groups.length;
    }

    /** Every row once. */
    Ranking ranking() {
        int[] all = new int[groups.length];
        Arrays.setAll(all, row -> row);
        return ranking(all);
    }

    /** These rows, each as often as it is drawn. */
    Ranking ranking(int[] drawn) {
        long[] positive = new long[scores.length];
        long[] negative = new long[scores.length];
        for (int row : drawn) {
            if (rows.label(row)) {
                positive[groups[row]]++;
            } else {
                negative[groups[row]]++;
            }
        }
        return new Ranking(scores, positive, negative);
    }
}
