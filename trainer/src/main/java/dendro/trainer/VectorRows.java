package dendro.trainer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dendro.blackbox.Encoder;
import dendro.blackbox.EncoderStatistics;
import dendro.blackbox.Standardisation;
import dendro.features.Column;
import java.sql.Timestamp;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Examples as Spark's learners want them: columns id, timestamp, label, features. */
final class VectorRows {

    static final String LABEL = "label";
    static final String FEATURES = "features";

    private static final StructType SCHEMA = new StructType()
            .add("id", DataTypes.StringType, false)
            .add("timestamp", DataTypes.TimestampType, false)
            .add(LABEL, DataTypes.DoubleType, false)
            .add(FEATURES, SQLDataTypes.VectorType(), false);

    private static final ObjectMapper JSON = new ObjectMapper();

    private VectorRows() {}

    /** The encoder for these columns, fitted where the examples are. */
    static Encoder encoder(List<Column> columns, JavaRDD<ShardItem.Example> examples) {
        EncoderStatistics statistics = examples.aggregate(
                new EncoderStatistics(),
                (counted, example) -> {
                    counted.add(example.values());
                    return counted;
                },
                (counted, others) -> {
                    counted.merge(others);
                    return counted;
                });
        return Encoder.fit(columns, statistics);
    }

    /** The examples as dense vectors, in which NaN marks what is missing and zero is zero. */
    static Dataset<Row> encoded(SparkSession spark, Encoder encoder, JavaRDD<ShardItem.Example> examples) {
        String stored = encoder.toJson().toString();
        return spark.createDataFrame(
                examples.mapPartitions(part -> rows(restored(stored), VectorRows::doubles, part)), SCHEMA);
    }

    /** The examples as dense vectors that are standardised. */
    static Dataset<Row> standardised(
            SparkSession spark, Encoder encoder, Standardisation standardisation, JavaRDD<ShardItem.Example> examples) {
        String stored = encoder.toJson().toString();
        return spark.createDataFrame(
                examples.mapPartitions(part -> rows(restored(stored), standardisation::of, part)), SCHEMA);
    }

    /** The vector of a row of {@link #encoded}. */
    static float[] floats(Row row) {
        double[] doubles = row.<Vector>getAs(FEATURES).toArray();
        float[] floats = new float[doubles.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) doubles[i];
        }
        return floats;
    }

    /** The same rows in one partition, ordered by timestamp and id: the same rows always in the same order. */
    static Dataset<Row> inOrder(Dataset<Row> rows) {
        return rows.repartition(1).sortWithinPartitions("timestamp", "id");
    }

    private static Encoder restored(String stored) throws JsonProcessingException {
        return Encoder.fromJson(JSON.readTree(stored));
    }

    private static Iterator<Row> rows(
            Encoder encoder, Function<float[], double[]> places, Iterator<ShardItem.Example> examples) {
        Iterable<ShardItem.Example> once = () -> examples;
        return StreamSupport.stream(once.spliterator(), false)
                .map(example -> row(example, places.apply(encoder.encode(example.values()))))
                .iterator();
    }

    private static Row row(ShardItem.Example example, double[] places) {
        return RowFactory.create(
                example.at().id(), Timestamp.from(example.at().timestamp()), example.label(), Vectors.dense(places));
    }

    private static double[] doubles(float[] floats) {
        double[] doubles = new double[floats.length];
        for (int i = 0; i < floats.length; i++) {
            doubles[i] = floats[i];
        }
        return doubles;
    }
}
