package dendro.trainer;

import dendro.blackbox.BlackboxKind;
import dendro.blackbox.Encoder;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** A model as it comes out of fitting, with the encoder it belongs to. */
sealed interface FittedModel permits FittedTrees, FittedRegression {

    /** What plain Java reads its file as. */
    BlackboxKind kind();

    /** From columns to vectors. */
    Encoder encoder();

    /** The examples with the columns that Spark's evaluators read: label, rawPrediction, probability. */
    Dataset<Row> scored(JavaRDD<ShardItem.Example> examples);

    /** Writes the file that plain Java reads. */
    void save(Path file);

    /** How much each column has to say, in parts of one, the largest first. */
    Map<String, Double> importance();

    /** These weights of columns in parts of one, the largest first. */
    static Map<String, Double> shares(Map<String, Double> weights) {
        double all = weights.values().stream().mapToDouble(Double::doubleValue).sum();
        Map<String, Double> shares = new LinkedHashMap<>();
        weights.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .forEach(weight -> shares.put(weight.getKey(), all == 0 ? 0 : weight.getValue() / all));
        return shares;
    }
}
