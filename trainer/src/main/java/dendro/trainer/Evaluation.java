package dendro.trainer;

import static org.apache.spark.ml.functions.vector_to_array;
import static org.apache.spark.sql.functions.avg;

import dendro.problem.Problem;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.ml.evaluation.BinaryClassificationEvaluator;
import org.apache.spark.ml.evaluation.MulticlassClassificationEvaluator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * How well trees do on examples of the later part of time.
 *
 * @param auc area under the ROC curve, exact: the chance that a true example scores higher than a false one
 * @param logLoss mean of minus the logarithm of the probability given to what came true
 * @param baseLogLoss the log loss of always giving the base rate
 * @param baseRate part of the examples that are true
 * @param meanScore close to the base rate if scores are probabilities
 * @param rows how many examples
 * @param positive how many of them are true
 */
record Evaluation(
        double auc, double logLoss, double baseLogLoss, double baseRate, double meanScore, long rows, long positive) {

    /**
     * Judges trees on examples they were not fitted on.
     *
     * @throws ProblemException {@code request-invalid} if the examples are all true or all false
     */
    static Evaluation of(FittedTrees trees, JavaRDD<ShardItem.Example> later) {
        Dataset<Row> scored = trees.scored(later).cache();
        try {
            long rows = scored.count();
            long positive =
                    scored.filter(scored.col(VectorRows.LABEL).equalTo(1.0)).count();
            requireBoth("evaluated", rows, positive);
            double baseRate = (double) positive / rows;
            return new Evaluation(
                    auc(scored),
                    logLoss(scored),
                    -baseRate * Math.log(baseRate) - (1 - baseRate) * Math.log(1 - baseRate),
                    baseRate,
                    meanScore(scored),
                    rows,
                    positive);
        } finally {
            scored.unpersist();
        }
    }

    /**
     * Examples must be of both classes to be learnt from or judged on.
     *
     * @param what is done with them
     */
    static void requireBoth(String what, long rows, long positive) {
        if (positive == 0 || positive == rows) {
            throw new Problem(
                            ProblemType.REQUEST_INVALID,
                            "Of the " + rows + " rows to be " + what + " " + positive
                                    + " have a true label; both true and false ones are needed.")
                    .exception();
        }
    }

    private static double auc(Dataset<Row> scored) {
        return new BinaryClassificationEvaluator()
                .setLabelCol(VectorRows.LABEL)
                .setMetricName("areaUnderROC")
                .setNumBins(0)
                .evaluate(scored);
    }

    private static double logLoss(Dataset<Row> scored) {
        return new MulticlassClassificationEvaluator()
                .setLabelCol(VectorRows.LABEL)
                .setMetricName("logLoss")
                .evaluate(scored);
    }

    private static double meanScore(Dataset<Row> scored) {
        Column score = vector_to_array(scored.col("probability"), "float64").getItem(1);
        return scored.select(avg(score)).first().getDouble(0);
    }
}
