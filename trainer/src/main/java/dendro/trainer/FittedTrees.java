package dendro.trainer;

import dendro.blackbox.BlackboxKind;
import dendro.blackbox.Encoder;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import ml.dmlc.xgboost4j.java.XGBoostError;
import ml.dmlc.xgboost4j.scala.spark.XGBoostClassificationModel;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import scala.jdk.javaapi.CollectionConverters;

/** Trees as they come out of fitting, with the encoder they belong to. */
final class FittedTrees implements FittedModel {

    private final SparkSession spark;
    private final Encoder encoder;
    private final XGBoostClassificationModel model;

    FittedTrees(SparkSession spark, Encoder encoder, XGBoostClassificationModel model) {
        this.spark = spark;
        this.encoder = encoder;
        this.model = model;
    }

    @Override
    public BlackboxKind kind() {
        return BlackboxKind.GRADIENT_BOOSTED_TREES;
    }

    @Override
    public Encoder encoder() {
        return encoder;
    }

    @Override
    public Dataset<Row> scored(JavaRDD<ShardItem.Example> examples) {
        return model.transform(VectorRows.encoded(spark, encoder, examples));
    }

    @Override
    public void save(Path file) {
        try {
            model.nativeBooster().saveModel(file.toString());
        } catch (XGBoostError e) {
            throw new IllegalStateException("The trees could not be written to " + file + ".", e);
        }
    }

    /** By the gain of all splits. */
    @Override
    public Map<String, Double> importance() {
        Map<String, Double> gains = new TreeMap<>();
        featureGains().forEach((feature, gain) -> gains.merge(column(feature), gain, Double::sum));
        return FittedModel.shares(gains);
    }

    /** XGBoost names the places of a vector f0, f1 and so on. */
    private String column(String feature) {
        return encoder.column(Integer.parseInt(feature.substring(1))).name();
    }

    private Map<String, Double> featureGains() {
        try {
            Map<String, Double> gains = new TreeMap<>();
            CollectionConverters.asJava(model.nativeBooster().getScore("", "total_gain"))
                    .forEach((feature, gain) -> gains.put(feature, (Double) gain));
            return gains;
        } catch (XGBoostError e) {
            throw new IllegalStateException("The trees do not tell their gains.", e);
        }
    }
}
