package dendro.trainer;

import dendro.blackbox.BlackboxKind;
import dendro.blackbox.Encoder;
import dendro.blackbox.LogisticRegression;
import dendro.blackbox.Standardisation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** A logistic regression as it comes out of fitting, with the encoder and the standardisation it belongs to. */
final class FittedRegression implements FittedModel {

    private final SparkSession spark;
    private final Encoder encoder;
    private final Standardisation standardisation;
    private final LogisticRegressionModel model;

    FittedRegression(
            SparkSession spark, Encoder encoder, Standardisation standardisation, LogisticRegressionModel model) {
        this.spark = spark;
        this.encoder = encoder;
        this.standardisation = standardisation;
        this.model = model;
    }

    @Override
    public BlackboxKind kind() {
        return BlackboxKind.LOGISTIC_REGRESSION;
    }

    @Override
    public Encoder encoder() {
        return encoder;
    }

    @Override
    public Dataset<Row> scored(JavaRDD<ShardItem.Example> examples) {
        return model.transform(VectorRows.standardised(spark, encoder, standardisation, examples));
    }

    @Override
    public void save(Path file) {
        LogisticRegression regression = new LogisticRegression(
                standardisation, model.intercept(), model.coefficients().toArray());
        try {
            Files.write(file, regression.toJson(encoder.names()));
        } catch (IOException e) {
            throw new UncheckedIOException("The regression could not be written to " + file + ".", e);
        }
    }

    /** By the coefficients of standardised values, whatever their sign. */
    @Override
    public Map<String, Double> importance() {
        double[] coefficients = model.coefficients().toArray();
        Map<String, Double> weights = new TreeMap<>();
        for (int place = 0; place < coefficients.length; place++) {
            weights.merge(encoder.column(place).name(), Math.abs(coefficients[place]), Double::sum);
        }
        return FittedModel.shares(weights);
    }
}
