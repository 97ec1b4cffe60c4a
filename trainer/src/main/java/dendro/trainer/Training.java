package dendro.trainer;

import java.time.Duration;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/**
 * The steps of a training, in order: read the shards, split time, fit the earlier part, judge on the later
 * part. To show leakage it can also fit the same trees on the values of one instant, as training without as-of
 * would, and judge them on the same true rows.
 */
final class Training {

    private final SparkSession spark;
    private final Progress progress;
    private final int shards;

    Training(SparkSession spark, Progress progress, int shards) {
        this.spark = spark;
        this.progress = progress;
        this.shards = shards;
    }

    /**
     * What a training came to.
     *
     * @param rows what was read; its rows are still kept
     * @param split of time
     * @param trees fitted on the earlier part
     * @param fitted how many examples they were fitted on
     * @param evaluation on the later part
     */
    record Result(TrainingSet rows, TimeSplit split, FittedTrees trees, long fitted, Evaluation evaluation) {

        /** Labelled rows that are in neither part. */
        long between() {
            return rows.rows() - rows.unlabelled() - fitted - evaluation.rows();
        }

        JavaRDD<ShardItem.Example> later() {
            TimeSplit when = split;
            return rows.examples().filter(when::evaluates);
        }
    }

    /**
     * Trains on rows as of their own timestamps.
     *
     * @param horizon from a row's timestamp to its label
     */
    Result train(Shards rows, Duration horizon) {
        TrainingSet set = read("shards", rows);
        TimeSplit split = TimeSplit.of(set.earliest(), set.latest(), horizon);
        JavaRDD<ShardItem.Example> earlier = set.examples().filter(split::fits);
        long fitted = requireBoth(earlier);
        FittedTrees trees = fit("fit", set, earlier);
        progress.say("evaluate", 0, 1);
        Evaluation evaluation = Evaluation.of(trees, set.examples().filter(split::evaluates));
        progress.say("evaluate", 1, 1);
        return new Result(set, split, trees, fitted, evaluation);
    }

    /**
     * Fits the same trees on rows that carry the values of another instant, and judges them on the later part of
     * the true rows.
     */
    Evaluation judgeFittedOn(Shards leaking, Result result) {
        TrainingSet set = read("todays-values-shards", leaking);
        try {
            TimeSplit split = result.split();
            FittedTrees trees = fit("todays-values-fit", set, set.examples().filter(split::fits));
            return Evaluation.of(trees, result.later());
        } finally {
            set.release();
        }
    }

    private TrainingSet read(String step, Shards from) {
        JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        ShardProgress listener = new ShardProgress(progress, step, shards);
        progress.say(step, 0, shards);
        context.sc().addSparkListener(listener);
        context.setJobGroup(step, "Reading the training set");
        try {
            TrainingSet set = TrainingSet.read(context, from, shards);
            listener.allRead();
            return set;
        } finally {
            context.clearJobGroup();
            context.sc().removeSparkListener(listener);
        }
    }

    private static long requireBoth(JavaRDD<ShardItem.Example> earlier) {
        long rows = earlier.count();
        Evaluation.requireBoth(
                "fitted", rows, earlier.filter(example -> example.label() == 1).count());
        return rows;
    }

    private FittedTrees fit(String step, TrainingSet set, JavaRDD<ShardItem.Example> examples) {
        progress.say(step, 0, 1);
        FittedTrees trees = new TreesFit(spark).fit(set.columns(), examples);
        progress.say(step, 1, 1);
        return trees;
    }
}
