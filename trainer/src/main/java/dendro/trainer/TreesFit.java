package dendro.trainer;

import dendro.blackbox.Encoder;
import dendro.blackbox.GradientBoostedTrees;
import dendro.features.Column;
import java.util.List;
import ml.dmlc.xgboost4j.java.XGBoostError;
import ml.dmlc.xgboost4j.scala.Booster;
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
 * one thread adds up in one order. Labels are rarely true; the classes are nevertheless not weighted unless that is
 * asked for, because weights leave the order of scores much as it is, and boosting starts at the base rate anyway.
 */
final class TreesFit implements ModelFit {

    private final SparkSession spark;
    private final FitSettings settings;

    TreesFit(SparkSession spark, FitSettings settings) {
        this.spark = spark;
        this.settings = settings;
    }

    @Override
    public FittedTrees fit(List<Column> columns, JavaRDD<ShardItem.Example> examples, HyperParameters parameters) {
        Encoder encoder = VectorRows.encoder(columns, examples);
        ClassWeights weights = settings.weights().of(examples);
        XGBoostClassificationModel model = classifier(parameters, weights).fit(rows(encoder, examples, weights));
        if (!weights.areEven()) {
            correct(model.nativeBooster(), weights);
        }
        return new FittedTrees(spark, encoder, model);
    }

    @Override
    public HyperParameters stopped(
            List<Column> columns,
            JavaRDD<ShardItem.Example> train,
            JavaRDD<ShardItem.Example> validation,
            HyperParameters parameters) {
        Encoder encoder = VectorRows.encoder(columns, train);
        ClassWeights weights = settings.weights().of(train);
        XGBoostClassifier classifier = classifier(parameters, weights);
        classifier.setEvalMetric("logloss");
        classifier.setNumEarlyStoppingRounds(settings.patience());
        classifier.setEvalDataset(rows(encoder, validation, weights));
        Booster booster = classifier.fit(rows(encoder, train, weights)).nativeBooster();
        try {
            return parameters.withTrees(Integer.parseInt(booster.getAttr("best_iteration")) + 1);
        } catch (XGBoostError e) {
            throw new IllegalStateException("The trees do not tell how many did best.", e);
        }
    }

    private Dataset<Row> rows(Encoder encoder, JavaRDD<ShardItem.Example> examples, ClassWeights weights) {
        Dataset<Row> rows = VectorRows.inOrder(VectorRows.encoded(spark, encoder, examples));
        return weights.areEven() ? rows : weights.weighted(rows);
    }

    /** Weighted classes begin at even odds, so the factor stands in the score before the first tree and can be taken out. */
    private static void correct(Booster booster, ClassWeights weights) {
        try {
            booster.setParam("base_score", 1 / (1 + weights.ratio()));
        } catch (XGBoostError e) {
            throw new IllegalStateException("The score before the first tree could not be set.", e);
        }
    }

    private XGBoostClassifier classifier(HyperParameters parameters, ClassWeights weights) {
        XGBoostClassifier classifier = new XGBoostClassifier();
        classifier.setFeaturesCol(VectorRows.FEATURES);
        classifier.setLabelCol(VectorRows.LABEL);
        classifier.setObjective("binary:logistic");
        classifier.setTreeMethod("hist");
        classifier.setMissing(GradientBoostedTrees.MISSING);
        classifier.setNumRound(parameters.trees());
        classifier.setMaxDepth(parameters.depth());
        classifier.setEta(parameters.step());
        classifier.setSubsample(parameters.rowPart());
        classifier.setColsampleBytree(parameters.columnPart());
        classifier.setMinChildWeight(parameters.smallestLeaf());
        classifier.setSeed(settings.seed());
        classifier.setNumWorkers(1);
        classifier.setNthread(1);
        if (!weights.areEven()) {
            classifier.setWeightCol(ClassWeights.WEIGHT);
            classifier.setBaseScore(0.5);
        }
        return classifier;
    }
}
