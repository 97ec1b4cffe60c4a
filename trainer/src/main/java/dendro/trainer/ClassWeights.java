package dendro.trainer;

import static org.apache.spark.sql.functions.when;

import java.io.Serializable;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * How much a true and a false row count in fitting. Weights let a learner look harder at the rare class, but move what
 * it takes for the odds of a true label by their ratio; the fitted odds are divided by it, so that scores stay
 * probabilities (King and Zeng, 2001: prior correction).
 *
 * @param ofTrue weight of a true row
 * @param ofFalse weight of a false row
 */
record ClassWeights(double ofTrue, double ofFalse) implements Serializable {

    /** The column that holds a row's weight. */
    static final String WEIGHT = "weight";

    /** How classes are weighted, as {@code --class-weights} names it. */
    enum Rule {
        /** All rows count the same. */
        NONE,
        /** Both classes count the same; all rows together as much as without weights. */
        BALANCED;

        /** The weights for these examples, which are of both classes. */
        ClassWeights of(JavaRDD<ShardItem.Example> examples) {
            if (this == NONE) {
                return new ClassWeights(1, 1);
            }
            double rows = examples.count();
            double positive = examples.filter(example -> example.label() == 1).count();
            return new ClassWeights(rows / (2 * positive), rows / (2 * (rows - positive)));
        }
    }

    boolean areEven() {
        return ofTrue == ofFalse;
    }

    /** The factor by which fitted odds are too high. */
    double ratio() {
        return ofTrue / ofFalse;
    }

    /** The rows with their weights. */
    Dataset<Row> weighted(Dataset<Row> rows) {
        return rows.withColumn(
                WEIGHT, when(rows.col(VectorRows.LABEL).equalTo(1.0), ofTrue).otherwise(ofFalse));
    }
}
