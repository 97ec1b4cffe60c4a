package dendro.trainer;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dendro.features.EntityAt;
import dendro.features.FeatureOutcome;
import dendro.features.Shard;
import dendro.model.ModelRepository;
import dendro.model.ModelVersion;
import dendro.queryapi.FeatureAnswer;
import dendro.queryapi.QueryServiceClient;
import dendro.trainer.source.QueryServiceShards;
import dendro.trainer.source.Shards;
import dendro.training.TrainingRange;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The command as it is run, a process of its own, against the real query-service, which reads one shard at a time. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TrainTest {

    private final Path folder;
    private final Path features;
    private final Path models;
    private final QueryServiceProcess service;

    TrainTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        this.features = Files.writeString(folder.resolve("loan-risk.edn"), LoanWorld.FEATURES);
        this.models = folder.resolve("models");
        Path seed = folder.resolve("loans.edn");
        LoanWorld.writeSeed(seed);
        this.service = QueryServiceProcess.start(folder, """
                databases:
                  loans: {uri: "datomic:mem://loans", seed: %s}
                limits: {trainingSets: 1, trainingQueue: 0}
                """.formatted(seed));
    }

    @AfterAll
    void endTheService() {
        service.close();
    }

    @Test
    void pastLoans_becomeAChampionWithItsFigures() throws Exception {
        Path summary = folder.resolve("summary.json");

        Ended ended = train(
                service.uri(),
                "--shards=3",
                "--promote=champion",
                "--compare-todays-values=2014-09-01T00:00:00Z",
                "--summary=" + summary);

        assertThat(ended.exitCode()).as(ended.errors()).isZero();
        assertThat(ended.output().lines())
                .contains("progress shards 3/3", "progress search 1/1", "progress fit 1/1", "progress publish 1/1")
                .endsWith("Promoted to champion, as was asked for.")
                .filteredOn(line -> !line.startsWith("Promoted"))
                .allMatch(line -> line.matches("progress [a-z-]+ \\d+/\\d+"));
        JsonNode figures = new ObjectMapper().readTree(Files.readString(summary));
        assertThat(figures.path("training-rows").intValue()).isEqualTo(LoanWorld.LOANS);
        assertThat(figures.path("shards").intValue()).isEqualTo(3);
        assertThat(figures.path("auc").doubleValue()).isBetween(0.7, 0.95);
        assertThat(figures.path("auc-of-todays-values").doubleValue())
                .isLessThan(figures.path("auc").doubleValue() - 0.05);
        assertThat(figures.at("/promotion/alias").textValue()).isEqualTo("champion");
        assertThat(figures.at("/metrics/pr-auc").doubleValue())
                .isGreaterThan(figures.path("base-rate").doubleValue());
        assertThat(figures.path("versions").path("spark").textValue()).startsWith("4.");
        assertThat(figures.path("versions").path("xgboost").textValue()).startsWith("3.");
        assertChampionScores();
    }

    private void assertChampionScores() {
        ModelRepository repository = new ModelRepository(models);
        assertThat(repository.alias("loan-risk", "champion")).contains(1);
        assertThat(repository.distribution("loan-risk", 1)).isPresent();
        try (ModelVersion champion = repository.load("loan-risk", 1)) {
            assertThat(champion.metadata().featureSetText()).isEqualTo(LoanWorld.FEATURES);
            assertThat(champion.metadata().cursor().basis()).containsOnlyKeys("loans");
            assertThat(champion.metadata().fitting())
                    .containsEntry("model", "trees")
                    .containsKey("depth");
            assertThat(models.resolve("loan-risk/1/evaluation.html")).content().contains("<svg", "loan-risk");
            FeatureAnswer answer = new QueryServiceClient(service.uri(), Duration.ofSeconds(20))
                    .features(
                            champion.metadata().featureSetText(),
                            List.of(new EntityAt("loan-108", Instant.parse("2014-12-01T00:00:00Z"))));
            assertThat(answer.columns()).isEqualTo(champion.metadata().columns());
            assertThat(answer.outcomes().get(0)).isInstanceOfSatisfying(FeatureOutcome.Row.class, row -> {
                float[] vector = champion.metadata().encoder().encode(row.values());
                assertThat(champion.blackbox().score(new float[][] {vector})[0]).isBetween(0f, 1f);
            });
        }
    }

    @Test
    void shardThatTheServiceHasNoPlaceFor_isReadOnceItHas() throws Exception {
        // Twenty-four megabytes, more than the connection holds as long as nobody reads.
        String wide = LoanWorld.FEATURES
                .replace("[$loans ?l :loan/rating ?rating]", "[(ground \"" + "x".repeat(20_000) + "\") ?rating]")
                .replace(":entity", ":types {:rating :text} :entity");
        AtomicLong rows = new AtomicLong();
        Thread task = new Thread(() -> {
            try (Shards.Stream stream = shards(LoanWorld.FEATURES).open(new Shard(0, 1))) {
                stream.forEachRemaining(outcome -> rows.incrementAndGet());
            }
        });
        try (Shards.Stream unread = shards(wide).open(new Shard(0, 1))) {
            assertThat(unread.columns()).hasSize(3);
            task.start();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .failFast("the shard was given up", () -> task.getState() == Thread.State.TERMINATED)
                    .until(() -> task.getState() == Thread.State.TIMED_WAITING);
            assertThat(rows).hasValue(0);
        }

        task.join(Duration.ofSeconds(60).toMillis());
        assertThat(rows).hasValue(LoanWorld.LOANS);
    }

    private Shards shards(String featureSet) {
        return QueryServiceShards.of(
                service.uri(),
                Duration.ofSeconds(20),
                Optional.empty(),
                featureSet,
                new TrainingRange(LoanWorld.START, LoanWorld.END, Optional.empty()));
    }

    @Test
    void serviceThatIsNotThere_failsWithOneSentenceAndPublishesNothing() throws Exception {
        Ended ended = train(URI.create("http://127.0.0.1:9"), "--shards=3");

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.errors().strip().lines().reduce((first, last) -> last))
                .hasValueSatisfying(last -> assertThat(last)
                        .startsWith("Training failed. Shard ")
                        .contains("http://127.0.0.1:9 does not answer"));
    }

    @Test
    void featureSetThatIsNotThere_isNamed() {
        int exitCode = Train.run(
                "--query-service=http://127.0.0.1:9",
                "--features=" + folder.resolve("none.edn"),
                "--models=" + models,
                "--from=2014-01-01T00:00:00Z",
                "--to=2014-07-01T00:00:00Z");

        assertThat(exitCode).isEqualTo(1);
    }

    private record Ended(int exitCode, String output, String errors) {}

    private Ended train(URI queryService, String... more) throws Exception {
        Path output = folder.resolve("train.out");
        Path errors = folder.resolve("train.err");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "@jvm.flags",
                "-cp",
                System.getProperty("java.class.path"),
                "dendro.trainer.Train",
                "--query-service=" + queryService,
                "--features=" + features,
                "--models=" + models,
                "--from=" + LoanWorld.START,
                "--to=" + LoanWorld.END,
                "--master=local[2]"));
        command.addAll(List.of(more));
        Process process = new ProcessBuilder(command)
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile())
                .start();
        try {
            assertThat(process.waitFor(120, SECONDS)).as("ended in time").isTrue();
            return new Ended(process.exitValue(), Files.readString(output), Files.readString(errors));
        } finally {
            process.destroyForcibly();
        }
    }
}
