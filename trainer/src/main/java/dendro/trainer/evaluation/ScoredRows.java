package dendro.trainer.evaluation;

import java.util.Arrays;
import java.util.List;

/** Scores that a model gave to rows, and the labels of these, in a fixed order. Immutable. */
public final class ScoredRows {

    private final double[] scores;
    private final boolean[] labels;
    private final int positive;

    private ScoredRows(double[] scores, boolean[] labels) {
        this.scores = scores;
        this.labels = labels;
        int trueOnes = 0;
        for (boolean label : labels) {
            trueOnes += label ? 1 : 0;
        }
        this.positive = trueOnes;
    }

    /**
     * Rows.
     *
     * @param scores probabilities, 0 to 1
     * @param labels as many
     */
    public static ScoredRows of(double[] scores, boolean[] labels) {
        if (scores.length != labels.length) {
            throw new IllegalArgumentException(scores.length + " scores for " + labels.length + " labels.");
        }
        for (double score : scores) {
            if (!(score >= 0 && score <= 1)) {
                throw new IllegalArgumentException("A score is no probability: " + score + ".");
            }
        }
        return new ScoredRows(scores.clone(), labels.clone());
    }

    /** The same rows, all with one score. */
    ScoredRows allScored(double score) {
        double[] same = new double[scores.length];
        Arrays.fill(same, score);
        return new ScoredRows(same, labels);
    }

    /** Some of the rows, by their places. */
    ScoredRows at(List<Integer> places) {
        double[] someScores = new double[places.size()];
        boolean[] someLabels = new boolean[places.size()];
        for (int i = 0; i < someScores.length; i++) {
            someScores[i] = scores[places.get(i)];
            someLabels[i] = labels[places.get(i)];
        }
        return new ScoredRows(someScores, someLabels);
    }

    /** How many. */
    public int size() {
        return scores.length;
    }

    /** How many of them are true. */
    public int positive() {
        return positive;
    }

    /** Whether there are true ones and false ones, without which nothing can be told apart. */
    public boolean ofBothClasses() {
        return positive > 0 && positive < scores.length;
    }

    /** The part of them that is true; not a number if there are none. */
    public double baseRate() {
        return (double) positive / scores.length;
    }

    /** The score of a row. */
    public double score(int row) {
        return scores[row];
    }

    /** The label of a row. */
    public boolean label(int row) {
        return labels[row];
    }
}
