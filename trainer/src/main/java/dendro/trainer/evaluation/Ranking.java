package dendro.trainer.evaluation;

/**
 * Rows in groups of equal scores, the highest first: all that a metric needs to know of them. Rows that have one score
 * are in no order, so no metric may depend on one.
 */
final class Ranking {

    private final double[] scores;
    private final long[] positive;
    private final long[] negative;
    private final long positives;
    private final long negatives;

    /**
     * A ranking.
     *
     * @param scores of the groups, descending
     * @param positive how many rows of each group are true
     * @param negative how many are false
     */
    Ranking(double[] scores, long[] positive, long[] negative) {
        this.scores = scores;
        this.positive = positive;
        this.negative = negative;
        long trueOnes = 0;
        long falseOnes = 0;
        for (int group = 0; group < scores.length; group++) {
            trueOnes += positive[group];
            falseOnes += negative[group];
        }
        this.positives = trueOnes;
        this.negatives = falseOnes;
    }

    static Ranking of(ScoredRows rows) {
        return new RankedRows(rows).ranking();
    }

    int groups() {
        return scores.length;
    }

    double score(int group) {
        return scores[group];
    }

    long positive(int group) {
        return positive[group];
    }

    long negative(int group) {
        return negative[group];
    }

    long rows(int group) {
        return positive[group] + negative[group];
    }

    long positives() {
        return positives;
    }

    long negatives() {
        return negatives;
    }

    long rows() {
        return positives + negatives;
    }

    double meanScore() {
        double sum = 0;
        for (int group = 0; group < scores.length; group++) {
            sum += scores[group] * rows(group);
        }
        return sum / rows();
    }
}
