package dendro.trainer;

import dendro.features.Column;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.SparkSession;

/** How a model is fitted. */
sealed interface ModelFit permits TreesFit, RegressionFit {

    /** The kinds of models that can be fitted, as {@code --model} names them. */
    enum Kind {
        /** Gradient-boosted trees. */
        TREES,
        /** Logistic regression. */
        LOGISTIC;

        ModelFit on(SparkSession spark, FitSettings settings) {
            return switch (this) {
                case TREES -> new TreesFit(spark, settings);
                case LOGISTIC -> new RegressionFit(spark, settings);
            };
        }
    }

    /** A model, and the encoder it belongs to, from examples of both classes. */
    FittedModel fit(List<Column> columns, JavaRDD<ShardItem.Example> examples, HyperParameters parameters);

    /**
     * The same hyper-parameters, stopped where more of the model no longer does better on the validation part.
     *
     * @param train examples of both classes
     * @param validation examples of both classes
     */
    HyperParameters stopped(
            List<Column> columns,
            JavaRDD<ShardItem.Example> train,
            JavaRDD<ShardItem.Example> validation,
            HyperParameters parameters);
}
