package dendro.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dendro.blackbox.Blackbox;
import dendro.blackbox.BlackboxFile;
import dendro.blackbox.BlackboxKind;
import dendro.drift.Distribution;
import dendro.drift.TrainingDistribution;
import dendro.features.Column;
import dendro.model.ModelRepository;
import dendro.trainer.GeneratedShards.Signal;
import dendro.trainer.evaluation.Figures;
import dendro.trainer.evaluation.Metric;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkForTests.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TrainingTest {

    private static final int ROWS = 6000;

    private final SparkSession spark;

    /** Read by the tests, changed by none. */
    private final Training.Result trained;

    private final Judgement judged;

    TrainingTest(SparkSession spark) {
        this.spark = spark;
        this.trained = train(Signal.TRUE_PAST, 4);
        this.judged = judged(trained);
    }

    @Test
    void rowsWithASignal_areJudgedClearlyBetterThanChanceAndScoresAreProbabilities() {
        Figures figures = judged.evaluation().figures();

        assertThat(figures.value(Metric.ROC_AUC)).isBetween(0.68, 0.95);
        assertThat(figures.value(Metric.LOG_LOSS))
                .isLessThan(judged.evaluation().baseRate().value(Metric.LOG_LOSS));
        assertThat(figures.meanScore()).isCloseTo(figures.baseRate(), within(0.04));
    }

    @Test
    void labelsByChance_areJudgedAsChance() {
        assertThat(auc(train(Signal.NONE, 4))).isCloseTo(0.5, within(0.06));
    }

    @Test
    void fittingOnTodaysValues_isFooledByThem() {
        Figures leaked = training(4, OutputStream.nullOutputStream())
                .judgeFittedOn(new GeneratedShards(ROWS, Signal.LEAKING), trained);

        assertThat(leaked.rows()).isEqualTo(trained.counts().test());
        assertThat(leaked.value(Metric.ROC_AUC))
                .isLessThan(judged.evaluation().figures().value(Metric.ROC_AUC) - 0.03);
    }

    @Test
    void fittedRows_haveLabelsFromBeforeTheEvaluatedOnes() {
        List<ShardItem.Example> examples = trained.rows().examples().collect();
        long between = examples.stream()
                .filter(example ->
                        !trained.split().fits(example) && !trained.split().evaluates(example))
                .count();
        assertThat(examples.stream().filter(trained.split()::fits))
                .hasSize((int) trained.counts().fitted())
                .allMatch(example -> !example.at()
                        .timestamp()
                        .plus(GeneratedShards.HORIZON)
                        .isAfter(trained.split().split()));
        assertThat(trained.counts().gap()).isEqualTo(between).isPositive();
        assertThat(trained.counts().test())
                .isEqualTo(examples.stream().filter(trained.split()::evaluates).count());
        assertThat(judged.evaluation().figures().rows())
                .isEqualTo(trained.counts().test());
    }

    @Test
    void rowsWithoutLabelYet_areCountedAndLeftOut() {
        TrainingSet rows = trained.rows();

        assertThat(rows.rows()).isEqualTo(ROWS);
        assertThat(rows.unlabelled()).isBetween(ROWS / 20L, ROWS / 10L);
        assertThat(rows.examples().count()).isEqualTo(ROWS - rows.unlabelled());
    }

    @Test
    void cursor_isTheNewestThatAnyRowWasReadAt() {
        assertThat(trained.rows().cursor().basis()).containsEntry("purchases", 1000L + ROWS - 1);
    }

    @Test
    void sameRowsInOtherShards_giveTheSameModelByteForByte(@TempDir Path folder) throws IOException {
        byte[] first = bytes(trained, folder.resolve("first.ubj"));
        byte[] second = bytes(train(Signal.TRUE_PAST, 7), folder.resolve("second.ubj"));

        assertThat(second).isEqualTo(first);
    }

    @Test
    void distribution_countsWhatWasFittedAndWhatWasJudged_andIsTheSameFromOtherShards() {
        TrainingDistribution distribution = judged.distribution();

        assertThat(distribution.features())
                .extracting(Distribution::name)
                .isEqualTo(trained.rows().columns().stream().map(Column::name).toList());
        assertThat(distribution.features()).allSatisfy(feature -> assertThat(feature.total())
                .isEqualTo(trained.counts().fitted()));
        assertThat(distribution.score().total()).isEqualTo(trained.counts().test());
        assertThat(distribution.score().bins().size()).isGreaterThan(5);
        assertThat(judged(train(Signal.TRUE_PAST, 7)).distribution()).isEqualTo(distribution);
    }

    @Test
    void plainJava_scoresAsSparkDoes(@TempDir Path folder) throws IOException {
        Map<String, Double> bySpark = new HashMap<>();
        for (Row row : trained.model().scored(trained.rows().examples()).collectAsList()) {
            bySpark.put(row.getAs("id"), row.<Vector>getAs("probability").apply(1));
        }
        byte[] trees = bytes(trained, folder.resolve(BlackboxKind.GRADIENT_BOOSTED_TREES.fileName()));

        List<ShardItem.Example> examples = trained.rows().examples().collect();
        float[][] vectors = examples.stream()
                .map(example -> trained.model().encoder().encode(example.values()))
                .toArray(float[][]::new);
        try (Blackbox blackbox =
                BlackboxFile.of(BlackboxKind.GRADIENT_BOOSTED_TREES, trees).open(folder)) {
            float[] scores = blackbox.score(vectors);

            assertThat(scores).hasSize(bySpark.size());
            for (int i = 0; i < scores.length; i++) {
                assertThat((double) scores[i])
                        .isCloseTo(bySpark.get(examples.get(i).at().id()), within(1e-6));
            }
        }
    }

    @Test
    void importance_isOfColumnsAndAddsUpToOne() {
        Map<String, Double> importance = trained.model().importance();

        assertThat(importance).containsOnlyKeys("amount", "rate", "city", "late-bills");
        assertThat(importance.values().stream().mapToDouble(Double::doubleValue).sum())
                .isCloseTo(1, within(1e-9));
        assertThat(importance.get("late-bills")).isLessThan(importance.get("city"));
    }

    @Test
    void progressOfTheShards_growsFromNoneToAll() {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();

        training(5, printed).judgeFittedOn(new GeneratedShards(ROWS, Signal.TRUE_PAST), trained);

        List<String> lines = printed.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith("progress todays-values-shards"))
                .toList();
        assertThat(lines).isSorted().doesNotHaveDuplicates();
        assertThat(lines.get(0)).endsWith(" 0/5");
        assertThat(lines.get(lines.size() - 1)).endsWith(" 5/5");
    }

    @Test
    void regression_isJudgedBetterThanChanceAndPlainJavaScoresAsSparkDoes(@TempDir Path folder) throws IOException {
        Training.Result result = regression(4);
        Map<String, Double> bySpark = new HashMap<>();
        for (Row row : result.model().scored(result.rows().examples()).collectAsList()) {
            bySpark.put(row.getAs("id"), row.<Vector>getAs("probability").apply(1));
        }
        byte[] file = bytes(result, folder.resolve(BlackboxKind.LOGISTIC_REGRESSION.fileName()));

        Figures figures = judged(result).evaluation().figures();
        assertThat(figures.value(Metric.ROC_AUC)).isBetween(0.65, 0.95);
        assertThat(figures.meanScore()).isCloseTo(figures.baseRate(), within(0.04));
        assertThat(result.model().importance().values().stream()
                        .mapToDouble(Double::doubleValue)
                        .sum())
                .isCloseTo(1, within(1e-9));
        List<ShardItem.Example> examples = result.rows().examples().collect();
        try (Blackbox blackbox =
                BlackboxFile.of(BlackboxKind.LOGISTIC_REGRESSION, file).open(folder)) {
            for (ShardItem.Example example : examples) {
                float[] vector = result.model().encoder().encode(example.values());
                assertThat((double) blackbox.score(new float[][] {vector})[0])
                        .isCloseTo(bySpark.get(example.at().id()), within(1e-6));
            }
        }
    }

    @Test
    void sameRowsInOtherShards_giveTheSameRegressionByteForByte(@TempDir Path folder) throws IOException {
        assertThat(bytes(regression(7), folder.resolve("second.json")))
                .isEqualTo(bytes(regression(4), folder.resolve("first.json")));
    }

    private Training.Result regression(int shards) {
        return new Training(
                        spark,
                        new Progress(new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8)),
                        shards,
                        Flags.settings("--model=LOGISTIC"))
                .train(new GeneratedShards(ROWS, Signal.TRUE_PAST), GeneratedShards.HORIZON);
    }

    private Training.Result train(Signal signal, int shards) {
        return training(shards, OutputStream.nullOutputStream())
                .train(new GeneratedShards(ROWS, signal), GeneratedShards.HORIZON);
    }

    private Training training(int shards, OutputStream printed) {
        return new Training(
                spark, new Progress(new PrintStream(printed, true, StandardCharsets.UTF_8)), shards, Flags.settings());
    }

    /** Without a champion to compare with. */
    private Judgement judged(Training.Result result) {
        Champion none = new Champion(
                new ModelRepository(Path.of("none")), "purchase-risk", "champion", "9f2c", GeneratedShards.HORIZON);
        return training(4, OutputStream.nullOutputStream()).judge(result, none);
    }

    private double auc(Training.Result result) {
        return judged(result).evaluation().figures().value(Metric.ROC_AUC);
    }

    private static byte[] bytes(Training.Result result, Path file) throws IOException {
        result.model().save(file);
        return Files.readAllBytes(file);
    }
}
