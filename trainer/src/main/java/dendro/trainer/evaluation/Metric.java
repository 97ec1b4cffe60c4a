package dendro.trainer.evaluation;

/** A figure that says how well scores go with labels. Needs rows of both classes. */
public enum Metric {
    /** Area under the ROC curve: the chance that a true row scores higher than a false one, a tie counting half. */
    ROC_AUC("roc-auc", "ROC AUC", true),
    /** Average precision: the mean, over the true rows, of the part of true ones among all that score as high. */
    PR_AUC("pr-auc", "PR AUC", true),
    /** Kolmogorov and Smirnov's: the greatest distance between the parts of true and false rows above a score. */
    KS("ks", "KS", true),
    /** Mean of minus the natural logarithm of the probability that was given to what came true. */
    LOG_LOSS("log-loss", "log loss", false),
    /** Mean of the squared distance between score and label, 1 for true. */
    BRIER("brier", "Brier score", false);

    /** A score of exactly 0 or 1 that is wrong would cost without end; it costs as if it were so far from it. */
    private static final double NEXT_TO_CERTAIN = 1e-15;

    private final String slug;
    private final String words;
    private final boolean moreIsBetter;

    Metric(String slug, String words, boolean moreIsBetter) {
        this.slug = slug;
        this.words = words;
        this.moreIsBetter = moreIsBetter;
    }

    /** The stable name in files and flags. */
    public String slug() {
        return slug;
    }

    /** The name for people. */
    public String words() {
        return words;
    }

    /** The value for these rows, which must be of both classes. */
    public double of(ScoredRows rows) {
        if (!rows.ofBothClasses()) {
            throw new IllegalArgumentException("All rows have one label.");
        }
        return of(Ranking.of(rows));
    }

    double of(Ranking ranking) {
        return switch (this) {
            case ROC_AUC -> rocAuc(ranking);
            case PR_AUC -> averagePrecision(ranking);
            case KS -> greatestDistance(ranking);
            case LOG_LOSS -> meanLogLoss(ranking);
            case BRIER -> meanSquare(ranking);
        };
    }

    /** By how much one value is better than another; negative if it is worse. */
    public double gain(double one, double other) {
        return moreIsBetter ? one - other : other - one;
    }

    private static double rocAuc(Ranking ranking) {
        double pairs = 0;
        long above = 0;
        for (int group = 0; group < ranking.groups(); group++) {
            pairs += ranking.negative(group) * (above + ranking.positive(group) / 2.0);
            above += ranking.positive(group);
        }
        return pairs / ((double) ranking.positives() * ranking.negatives());
    }

    private static double averagePrecision(Ranking ranking) {
        double sum = 0;
        long above = 0;
        long trueAbove = 0;
        for (int group = 0; group < ranking.groups(); group++) {
            above += ranking.rows(group);
            trueAbove += ranking.positive(group);
            if (ranking.positive(group) > 0) {
                sum += ranking.positive(group) * ((double) trueAbove / above);
            }
        }
        return sum / ranking.positives();
    }

    private static double greatestDistance(Ranking ranking) {
        double greatest = 0;
        long trueAbove = 0;
        long falseAbove = 0;
        for (int group = 0; group < ranking.groups(); group++) {
            trueAbove += ranking.positive(group);
            falseAbove += ranking.negative(group);
            double distance = (double) trueAbove / ranking.positives() - (double) falseAbove / ranking.negatives();
            greatest = Math.max(greatest, Math.abs(distance));
        }
        return greatest;
    }

    private static double meanLogLoss(Ranking ranking) {
        double sum = 0;
        for (int group = 0; group < ranking.groups(); group++) {
            double score = Math.min(1 - NEXT_TO_CERTAIN, Math.max(NEXT_TO_CERTAIN, ranking.score(group)));
            sum -= ranking.positive(group) * Math.log(score) + ranking.negative(group) * Math.log1p(-score);
        }
        return sum / ranking.rows();
    }

    private static double meanSquare(Ranking ranking) {
        double sum = 0;
        for (int group = 0; group < ranking.groups(); group++) {
            double score = ranking.score(group);
            sum += ranking.positive(group) * (1 - score) * (1 - score) + ranking.negative(group) * score * score;
        }
        return sum / ranking.rows();
    }
}
