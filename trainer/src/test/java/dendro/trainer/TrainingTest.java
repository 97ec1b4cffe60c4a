package dendro.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dendro.blackbox.Blackbox;
import dendro.blackbox.BlackboxFile;
import dendro.blackbox.BlackboxKind;
import dendro.trainer.GeneratedShards.Signal;
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

    TrainingTest(SparkSession spark) {
        this.spark = spark;
        this.trained = train(Signal.TRUE_PAST, 4);
    }

    @Test
    void rowsWithASignal_areJudgedClearlyBetterThanChanceAndScoresAreProbabilities() {
        Evaluation evaluation = trained.evaluation();

        assertThat(evaluation.auc()).isBetween(0.68, 0.95);
        assertThat(evaluation.logLoss()).isLessThan(evaluation.baseLogLoss());
        assertThat(evaluation.meanScore()).isCloseTo(evaluation.baseRate(), within(0.04));
    }

    @Test
    void labelsByChance_areJudgedAsChance() {
        assertThat(train(Signal.NONE, 4).evaluation().auc()).isCloseTo(0.5, within(0.06));
    }

    @Test
    void fittingOnTodaysValues_isFooledByThem() {
        Evaluation leaked = training(4, OutputStream.nullOutputStream())
                .judgeFittedOn(new GeneratedShards(ROWS, Signal.LEAKING), trained);

        assertThat(leaked.rows()).isEqualTo(trained.evaluation().rows());
        assertThat(leaked.auc()).isLessThan(trained.evaluation().auc() - 0.03);
    }

    @Test
    void fittedRows_haveLabelsFromBeforeTheEvaluatedOnes() {
        List<ShardItem.Example> examples = trained.rows().examples().collect();
        long between = examples.stream()
                .filter(example ->
                        !trained.split().fits(example) && !trained.split().evaluates(example))
                .count();
        assertThat(examples.stream().filter(trained.split()::fits))
                .hasSize((int) trained.fitted())
                .allMatch(example -> !example.at()
                        .timestamp()
                        .plus(GeneratedShards.HORIZON)
                        .isAfter(trained.split().split()));
        assertThat(trained.between()).isEqualTo(between).isPositive();
        assertThat(trained.evaluation().rows())
                .isEqualTo(examples.stream().filter(trained.split()::evaluates).count());
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
    void plainJava_scoresAsSparkDoes(@TempDir Path folder) throws IOException {
        Map<String, Double> bySpark = new HashMap<>();
        for (Row row : trained.trees().scored(trained.rows().examples()).collectAsList()) {
            bySpark.put(row.getAs("id"), row.<Vector>getAs("probability").apply(1));
        }
        byte[] trees = bytes(trained, folder.resolve(BlackboxKind.GRADIENT_BOOSTED_TREES.fileName()));

        List<ShardItem.Example> examples = trained.rows().examples().collect();
        float[][] vectors = examples.stream()
                .map(example -> trained.trees().encoder().encode(example.values()))
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
        Map<String, Double> importance = trained.trees().importance();

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

    private Training.Result train(Signal signal, int shards) {
        return training(shards, OutputStream.nullOutputStream())
                .train(new GeneratedShards(ROWS, signal), GeneratedShards.HORIZON);
    }

    private Training training(int shards, OutputStream printed) {
        return new Training(spark, new Progress(new PrintStream(printed, true, StandardCharsets.UTF_8)), shards);
    }

    private static byte[] bytes(Training.Result result, Path file) throws IOException {
        result.trees().save(file);
        return Files.readAllBytes(file);
    }
}
