package dendro.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dendro.trainer.GeneratedShards.Signal;
import dendro.trainer.evaluation.Metric;
import dendro.trainer.evaluation.ScoredRows;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What fitting does with its settings. */
@ExtendWith(SparkForTests.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class FittingTest {

    private static final int ROWS = 4000;

    private static final HyperParameters GREEDY = new HyperParameters(400, 8, 0.5, 1, 1, 1, 1e-4);

    private final SparkSession spark;
    private final TrainingSet rows;
    private final TimeSplit split;

    FittingTest(SparkSession spark) {
        this.spark = spark;
        this.rows = TrainingSet.read(
                JavaSparkContext.fromSparkContext(spark.sparkContext()),
                new GeneratedShards(ROWS, Signal.TRUE_PAST),
                2);
        this.split = TimeSplit.of(rows.earliest(), rows.latest(), GeneratedShards.HORIZON, TimeSplit.Parts.USUAL);
    }

    @Test
    void treesThatOnlyLearnByHeart_areNotGrown() {
        HyperParameters stopped = fit(ModelFit.Kind.TREES, ClassWeights.Rule.NONE)
                .stopped(
                        rows.columns(),
                        rows.examples().filter(split::trains),
                        rows.examples().filter(split::validates),
                        GREEDY);

        assertThat(stopped.trees()).isLessThan(20);
        assertThat(stopped.withTrees(400)).isEqualTo(GREEDY);
    }

    @Test
    void treesThatAreTooFewToStop_areAllKept() {
        HyperParameters few = HyperParameters.USUAL.withTrees(3);

        assertThat(fit(ModelFit.Kind.TREES, ClassWeights.Rule.NONE)
                        .stopped(
                                rows.columns(),
                                rows.examples().filter(split::trains),
                                rows.examples().filter(split::validates),
                                few))
                .isEqualTo(few);
    }

    @ParameterizedTest
    @EnumSource(ModelFit.Kind.class)
    void balancedClasses_stillGiveProbabilities_alsoFromTheSavedFile(ModelFit.Kind kind) {
        FittedModel model = fit(kind, ClassWeights.Rule.BALANCED)
                .fit(rows.columns(), rows.examples().filter(split::fits), HyperParameters.USUAL.withTrees(60));

        ScoredRows scored = JudgedRows.scored(rows.examples().filter(split::evaluates), model);
        double mean = 0;
        for (int row = 0; row < scored.size(); row++) {
            mean += scored.score(row) / scored.size();
        }
        double rate = scored.baseRate();
        assertThat(mean).isCloseTo(rate, within(0.25 * rate));
        assertThat(Metric.LOG_LOSS.of(scored)).isLessThan(-rate * Math.log(rate) - (1 - rate) * Math.log1p(-rate));
        assertThat(Metric.ROC_AUC.of(scored)).isGreaterThan(0.65);
        assertThat(meanOnSpark(model)).isCloseTo(mean, within(1e-6));
    }

    private double meanOnSpark(FittedModel model) {
        List<Row> scored =
                model.scored(rows.examples().filter(split::evaluates)).collectAsList();
        return scored.stream()
                .mapToDouble(row -> row.<Vector>getAs("probability").apply(1))
                .average()
                .orElseThrow();
    }

    @Test
    void weights_areTheSameForBothClassesTogetherAndLeaveTheSum() {
        double positive =
                rows.examples().filter(example -> example.label() == 1).count();
        double all = rows.examples().count();

        ClassWeights weights = ClassWeights.Rule.BALANCED.of(rows.examples());

        assertThat(weights.ofTrue() * positive).isCloseTo(all / 2, within(1e-6));
        assertThat(weights.ofFalse() * (all - positive)).isCloseTo(all / 2, within(1e-6));
        assertThat(weights.ratio()).isCloseTo((all - positive) / positive, within(1e-9));
    }

    @Test
    void search_takesWhatDoesBestOnValidation() {
        // All but the first of these penalties are small enough to learn something.
        TrainingSettings settings = Flags.settings("--model=LOGISTIC", "--search=3", "--penalty=1000000");

        ModelSearch.Found found = new ModelSearch(
                        fit(ModelFit.Kind.LOGISTIC, ClassWeights.Rule.NONE),
                        settings,
                        new Progress(new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8)))
                .search(
                        rows.columns(),
                        rows.examples().filter(split::trains),
                        rows.examples().filter(split::validates));

        Map<Integer, Double> values = new HashMap<>();
        for (int place = 0; place < 3; place++) {
            OptionalDouble value = found.candidates().get(place).value();
            values.put(place, value.orElseThrow());
        }
        assertThat(found.chosen()).isNotZero();
        assertThat(values.get(found.chosen()))
                .isEqualTo(values.values().stream().min(Double::compare).orElseThrow());
        assertThat(found.parameters())
                .isEqualTo(settings.parameters().andOthers(3, 108).get(found.chosen()));
    }

    private ModelFit fit(ModelFit.Kind kind, ClassWeights.Rule weights) {
        return kind.on(spark, new FitSettings(weights, 10, 108));
    }
}
