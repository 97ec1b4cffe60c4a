package dendro.trainer;

import dendro.problem.Problem;
import dendro.problem.ProblemType;
import dendro.trainer.evaluation.Figures;
import dendro.trainer.evaluation.ScoredRows;
import dendro.trainer.source.Shards;
import java.time.Duration;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/**
 * The steps of a training, in order: read the shards, split time, try hyper-parameters on the train and the validation
 * part, fit everything before the test part, judge on the test part. To show leakage it can also fit the same kind of
 * model on the values of one instant, as training without as-of would, and judge them on the same true rows.
 */
final class Training {

    private final SparkSession spark;
    private final Progress progress;
    private final int shards;
    private final TrainingSettings settings;
    private final ModelFit fit;

    Training(SparkSession spark, Progress progress, int shards, TrainingSettings settings) {
        this.spark = spark;
        this.fit = settings.kind().on(spark, settings.fit());
        this.progress = progress;
        this.shards = shards;
        this.settings = settings;
    }

    /**
     * What a training came to.
     *
     * @param rows what was read; its rows are still kept
     * @param split of time
     * @param counts of the rows of each part
     * @param search how the hyper-parameters were found
     * @param settings it was done with
     * @param model fitted on everything before the test part
     */
    record Result(
            TrainingSet rows,
            TimeSplit split,
            Counts counts,
            ModelSearch.Found search,
            TrainingSettings settings,
            FittedModel model) {

        JavaRDD<ShardItem.Example> fittedOn() {
            TimeSplit when = split;
            return rows.examples().filter(when::fits);
        }

        JavaRDD<ShardItem.Example> test() {
            TimeSplit when = split;
            return rows.examples().filter(when::evaluates);
        }
    }

    /**
     * How many labelled rows there are.
     *
     * @param train in the train part
     * @param validation in the validation part
     * @param fitted that the published model is fitted on: both parts and the gap between them
     * @param test in the test part
     * @param gap in the gap before the test part
     */
    record Counts(long train, long validation, long fitted, long test, long gap) {}

    /**
     * Trains on rows as of their own timestamps.
     *
     * @param horizon from a row's timestamp to its label
     */
    Result train(Shards rows, Duration horizon) {
        TrainingSet set = read("shards", rows);
        // A segment that there is not is refused before anything is fitted.
        var unused = judge(set);
        TimeSplit split = TimeSplit.of(set.earliest(), set.latest(), horizon, settings.parts());
        JavaRDD<ShardItem.Example> train = set.examples().filter(split::trains);
        JavaRDD<ShardItem.Example> validation = set.examples().filter(split::validates);
        JavaRDD<ShardItem.Example> fitted = set.examples().filter(split::fits);
        long test = requireBoth("evaluated", set.examples().filter(split::evaluates));
        long before = fitted.count();
        Counts counts = new Counts(
                requireBoth("fitted", train),
                requireBoth("validated on", validation),
                before,
                test,
                set.rows() - set.unlabelled() - before - test);
        ModelSearch.Found found = new ModelSearch(fit, settings, progress).search(set.columns(), train, validation);
        FittedModel model = fit("fit", set, fitted, found.parameters());
        return new Result(set, split, counts, found, settings, model);
    }

    /** Judges what a training came to on the test part, and beside the champion. */
    Judgement judge(Result result, Champion champion) {
        progress.say("evaluate", 0, 1);
        Judgement judgement = judge(result.rows())
                .judge(
                        result.model(),
                        result.fittedOn(),
                        result.test(),
                        result.split().split(),
                        champion);
        progress.say("evaluate", 1, 1);
        return judgement;
    }

    private Judge judge(TrainingSet set) {
        return new Judge(set.columns(), settings.segment(), settings.bootstrap());
    }

    /**
     * Fits the same kind of model, with the same hyper-parameters, on rows that carry the values of another instant, and
     * judges it on the test part of the true rows.
     */
    Figures judgeFittedOn(Shards leaking, Result result) {
        TrainingSet set = read("todays-values-shards", leaking);
        try {
            TimeSplit split = result.split();
            JavaRDD<ShardItem.Example> earlier = set.examples().filter(split::fits);
            FittedModel model =
                    fit("todays-values-fit", set, earlier, result.search().parameters());
            ScoredRows scored = JudgedRows.scored(result.test(), model);
            return Figures.of(scored, settings.bootstrap());
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

    private static long requireBoth(String what, JavaRDD<ShardItem.Example> examples) {
        long rows = examples.count();
        long positive = examples.filter(example -> example.label() == 1).count();
        if (positive == 0 || positive == rows) {
            throw new Problem(
                            ProblemType.REQUEST_INVALID,
                            "Of the " + rows + " rows to be " + what + " " + positive
                                    + " have a true label; both true and false ones are needed.")
                    .exception();
        }
        return rows;
    }

    private FittedModel fit(
            String step, TrainingSet set, JavaRDD<ShardItem.Example> examples, HyperParameters parameters) {
        progress.say(step, 0, 1);
        FittedModel model = fit.fit(set.columns(), examples, parameters);
        progress.say(step, 1, 1);
        return model;
    }
}
