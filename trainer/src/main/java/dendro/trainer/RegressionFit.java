package dendro.trainer;

import dendro.blackbox.Encoder;
import dendro.blackbox.PlaceMoments;
import dendro.blackbox.Standardisation;
import dendro.features.Column;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Fits a logistic regression to examples, on standardised values; see {@link dendro.blackbox.LogisticRegression} for
 * what becomes of categories and missing values.
 *
 * <p>The same examples give the same model: rows are in order, in one partition.
 */
final class RegressionFit implements ModelFit {

    private static final int STEPS = 200;
    private static final double TOLERANCE = 1e-8;

    private final SparkSession spark;
    private final FitSettings settings;

    RegressionFit(SparkSession spark, FitSettings settings) {
        this.spark = spark;
        this.settings = settings;
    }

    /** A regression is fitted to its end: the penalty, not the number of steps, keeps it from learning by heart. */
    @Override
    public HyperParameters stopped(
            List<Column> columns,
            JavaRDD<ShardItem.Example> train,
            JavaRDD<ShardItem.Example> validation,
            HyperParameters parameters) {
        return parameters;
    }

    @Override
    public FittedRegression fit(List<Column> columns, JavaRDD<ShardItem.Example> examples, HyperParameters parameters) {
        Encoder encoder = VectorRows.encoder(columns, examples);
        Standardisation standardisation = standardisation(encoder, examples);
        ClassWeights weights = settings.weights().of(examples);
        Dataset<Row> rows = weights.weighted(
                        VectorRows.inOrder(VectorRows.standardised(spark, encoder, standardisation, examples)))
                .cache();
        try {
            LogisticRegressionModel model =
                    regression(parameters).setWeightCol(ClassWeights.WEIGHT).fit(rows);
            return new FittedRegression(spark, encoder, standardisation, corrected(model, weights));
        } finally {
            rows.unpersist();
        }
    }

    private static LogisticRegressionModel corrected(LogisticRegressionModel model, ClassWeights weights) {
        return new LogisticRegressionModel(
                model.uid(), model.coefficients(), model.intercept() - Math.log(weights.ratio()));
    }

    /** Taken in order on one machine: sums of parts would differ in the last digits with the number of shards. */
    private Standardisation standardisation(Encoder encoder, JavaRDD<ShardItem.Example> examples) {
        PlaceMoments moments = new PlaceMoments(encoder.width());
        VectorRows.inOrder(VectorRows.encoded(spark, encoder, examples))
                .toLocalIterator()
                .forEachRemaining(row -> moments.add(VectorRows.floats(row)));
        return moments.standardisation();
    }

    private static LogisticRegression regression(HyperParameters parameters) {
        return new LogisticRegression()
                .setFeaturesCol(VectorRows.FEATURES)
                .setLabelCol(VectorRows.LABEL)
                .setFamily("binomial")
                .setStandardization(false)
                .setElasticNetParam(0)
                .setRegParam(parameters.penalty())
                .setMaxIter(STEPS)
                .setTol(TOLERANCE);
    }
}
