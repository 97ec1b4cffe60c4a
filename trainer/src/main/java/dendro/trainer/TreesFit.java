package dendro.trainer;

import dendro.blackbox.Encoder;
import dendro.blackbox.GradientBoostedTrees;
import dendro.features.Column;
import ml.dmlc.xgboost4j.scala.spark.XGBoostClassificationModel;
import ml.dmlc.xgboost4j.scala.spark.XGBoostClassifier;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Fits gradient-boosted trees to examples.
 *
 * <p>The same examples give the same model, byte for byte: rows are in order, the seed is fixed, one worker with
 * one thread adds up in one order. Labels are rarely true; the classes are nevertheless not weighted, because
 * weights move the scores away from probabilities and leave their order much as it is. Boosting starts at the
 * base rate, many small steps and shallow trees do the rest.
 */
final class TreesFit {

    private static final int SEED = 108;
    private static final int TREES = 200;
    private static final int DEPTH = 4;
    private static final double STEP = 0.05;
    private static final double PART_OF_ROWS = 0.8;
    private static final double PART_OF_FEATURES = 0.8;
    private static final double SMALLEST_LEAF = 5;

    private final SparkSession spark;

    TreesFit(SparkSession spark) {
        this.spark = spark;
    }

    /** Trees, and the encoder they belong to, from examples of the earlier part of time. */
    FittedTrees fit(java.util.List<Column> columns, JavaRDD<ShardItem.Example> examples) {
        Encoder encoder = VectorRows.encoder(columns, examples);
        Dataset<Row> rows = VectorRows.inOrder(VectorRows.encoded(spark, encoder, examples));
        XGBoostClassificationModel model = classifier().fit(rows);
        return new FittedTrees(spark, encoder, model);
    }

    private static XGBoostClassifier classifier() {
        XGBoostClassifier classifier = new XGBoostClassifier();
        classifier.setFeaturesCol(VectorRows.FEATURES);
        classifier.setLabelCol(VectorRows.LABEL);
        classifier.setObjective("binary:logistic");
        classifier.setTreeMethod("hist");
        classifier.setMissing(GradientBoostedTrees.MISSING);
        classifier.setNumRound(TREES);
        classifier.setMaxDepth(DEPTH);
        classifier.setEta(STEP);
        classifier.setSubsample(PART_OF_ROWS);
        classifier.setColsampleBytree(PART_OF_FEATURES);
        classifier.setMinChildWeight(SMALLEST_LEAF);
        classifier.setSeed(SEED);
        classifier.setNumWorkers(1);
        classifier.setNthread(1);
        return classifier;
    }
}
