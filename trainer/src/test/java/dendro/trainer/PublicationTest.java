package dendro.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dendro.features.FeatureSet;
import dendro.model.ModelRepository;
import dendro.problem.ProblemException;
import dendro.procedure.Procedures;
import dendro.trainer.GeneratedShards.Signal;
import dendro.trainer.evaluation.Bootstrap;
import dendro.trainer.evaluation.Comparison;
import dendro.trainer.evaluation.Drift;
import dendro.trainer.evaluation.Estimate;
import dendro.trainer.evaluation.Metric;
import dendro.trainer.evaluation.Partition;
import dendro.trainer.evaluation.Promotion;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** From a training to a version in the repository, and the next one beside it. */
@ExtendWith(SparkForTests.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PublicationTest {

    private static final int ROWS = 3000;

    private final SparkSession spark;
    private final ModelRepository models;
    private final Path folder;
    private final FeatureSet featureSet =
            FeatureSet.parse(LoanWorld.FEATURES, Procedures.installed().guard());

    private final Training.Result first;

    PublicationTest(SparkSession spark, @TempDir Path folder) {
        this.spark = spark;
        this.folder = folder;
        this.models = new ModelRepository(folder);
        this.first = training(Signal.TRUE_PAST, 3);
        assertThat(publication(first, judged(first, models)).into(models)).isEqualTo(1);
        models.point("loan-risk", "champion", 1, "test");
    }

    @Test
    void firstVersion_hasNobodyBesideIt() throws IOException {
        JsonNode evaluation = new ObjectMapper()
                .readTree(folder.resolve("loan-risk/1/evaluation.json").toFile());

        assertThat(evaluation.at("/champion/not-compared").asText()).isEqualTo("There is no champion to compare with.");
        assertThat(evaluation.at("/promotion/reason").asText()).contains("no version had that alias yet");
        assertThat(evaluation.at("/segments/column").asText()).isEqualTo("city");
        assertThat(evaluation.at("/test/metrics/roc-auc/low").asDouble())
                .isLessThan(evaluation.at("/test/metrics/roc-auc/value").asDouble());
        assertThat(evaluation.at("/fitting/penalty").asText()).isEqualTo("0.0001");
        assertThat(Files.readString(folder.resolve("loan-risk/1/evaluation.html")))
                .contains("By city");
    }

    @Test
    void sameRowsInOtherShards_giveTheSameEvaluationByteForByte() {
        ModelRepository none = new ModelRepository(folder.resolve("none"));
        Training.Result again = training(Signal.TRUE_PAST, 5);

        Publication one = publication(first, judged(first, none));
        Publication other = publication(again, judged(again, none));

        assertThat(other.report().toJson()).hasToString(one.report().toJson().toString());
        assertThat(other.report().toHtml()).isEqualTo(one.report().toHtml());
    }

    @Test
    void sameModelAgain_isNoBetterThanTheChampion() {
        Judgement judged = judged(first, models);

        Comparison.Compared compared = (Comparison.Compared) judged.comparison();
        assertThat(compared.version()).isEqualTo(1);
        assertThat(compared.caution()).isEmpty();
        assertThat(compared.gains().values()).containsOnly(new Estimate(0, 0, 0));
        assertThat(ifBetter().decide(compared).alias()).isEmpty();
    }

    @Test
    void modelOfRowsWithoutSignal_isWorseThanTheChampion() {
        Training.Result blind = training(Signal.NONE, 3);
        Judgement ofTrueRows = new Judge(first.rows().columns(), Optional.empty(), new Bootstrap(50, 108))
                .judge(
                        blind.model(),
                        blind.fittedOn(),
                        first.test(),
                        first.split().split(),
                        champion(models));

        Promotion.Decision decision = ifBetter().decide(ofTrueRows.comparison());

        assertThat(decision.alias()).isEmpty();
        assertThat(decision.reason()).contains("by ROC AUC it is worse by");
    }

    @Test
    void championThatLearntFromTheTestRows_isMarked() {
        Judgement early = new Judge(first.rows().columns(), Optional.empty(), new Bootstrap(20, 108))
                .judge(
                        first.model(),
                        first.fittedOn(),
                        first.test(),
                        first.split().split().minus(GeneratedShards.HORIZON).minus(Duration.ofDays(1)),
                        champion(models));

        assertThat(((Comparison.Compared) early.comparison()).caution()).hasValueSatisfying(words -> assertThat(words)
                .startsWith("It was fitted on rows up to " + first.split().fittedUntil()));
    }

    @Test
    void championOfOtherColumns_isNotComparedAndSaysWhich() {
        Champion.Opened opened = champion(models).open(1, GeneratedShards.COLUMNS.subList(0, 2));

        assertThat(opened)
                .isEqualTo(new Champion.Opened.Unfit(
                        "Version 1 reads columns that these rows do not have: city (text)," + " late-bills (long)."));
    }

    @Test
    void championThatCannotBeRead_isNotCompared() {
        assertThat(champion(models).open(9, GeneratedShards.COLUMNS))
                .isInstanceOfSatisfying(Champion.Opened.Unfit.class, unfit -> assertThat(unfit.reason())
                        .contains("no version 9"));
    }

    @Test
    void segments_haveTheRowsOfTheTestPartBetweenThem() {
        List<Partition.Part> cities =
                judged(first, models).evaluation().segments().orElseThrow().parts();

        assertThat(cities)
                .extracting(Partition.Part::name)
                .containsExactlyInAnyOrder("Richmond", "São Paulo", "Oxford", "Lisbon");
        assertThat(cities.stream().mapToLong(part -> part.figures().rows()).sum())
                .isEqualTo(first.counts().test());
    }

    @Test
    void segmentThatIsNoColumn_isRefusedWithTheColumnsThereAre() {
        assertThatThrownBy(() -> new Judge(GeneratedShards.COLUMNS, Optional.of("town"), new Bootstrap(20, 108)))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("'town'")
                .hasMessageContaining("amount, rate, city, late-bills");
    }

    /** Generated rows are spread alike in every month. */
    @Test
    void drift_isOfEveryMonthOfTheTestPartAndNoMoreThanChanceExplains() {
        List<Drift> drift = judged(first, models).drift();

        assertThat(drift).extracting(Drift::month).isSorted().hasSizeGreaterThan(2);
        assertThat(drift.stream().mapToLong(Drift::rows).sum())
                .isEqualTo(first.counts().test());
        assertThat(drift).allSatisfy(month -> {
            assertThat(month.features()).containsOnlyKeys("amount", "rate", "city", "late-bills");
            assertThat(month.score()).isLessThan(4 * month.byChance());
        });
    }

    private static Promotion ifBetter() {
        return new Promotion.IfBetter("champion", Metric.ROC_AUC, 0);
    }

    private Champion champion(ModelRepository repository) {
        return new Champion(repository, "loan-risk", "champion", featureSet.hash(), GeneratedShards.HORIZON);
    }

    private Judgement judged(Training.Result result, ModelRepository repository) {
        return training(3).judge(result, champion(repository));
    }

    private Publication publication(Training.Result result, Judgement judgement) {
        return new Publication(
                featureSet,
                LoanWorld.FEATURES,
                GeneratedShards.START,
                GeneratedShards.START.plus(GeneratedShards.RANGE),
                result,
                judgement,
                ifBetter().decide(judgement.comparison()),
                Optional.empty());
    }

    private Training.Result training(Signal signal, int shards) {
        return training(shards).train(new GeneratedShards(ROWS, signal), GeneratedShards.HORIZON);
    }

    private Training training(int shards) {
        return new Training(
                spark,
                new Progress(new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8)),
                shards,
                Flags.settings("--model=LOGISTIC", "--segment=city", "--resamples=50"));
    }
}
