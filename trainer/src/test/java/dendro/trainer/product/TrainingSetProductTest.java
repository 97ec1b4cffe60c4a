package dendro.trainer.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dendro.features.FeatureSet;
import dendro.problem.ProblemException;
import dendro.procedure.Procedures;
import dendro.trainer.PurchaseBackups;
import dendro.trainer.SparkForTests;
import dendro.trainer.source.BackupSources;
import dendro.trainer.source.Source;
import dendro.trainer.source.SourceAtCursor;
import dendro.training.TrainingRange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkForTests.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TrainingSetProductTest {

    private static final FeatureSet FEATURES =
            FeatureSet.parse(PurchaseBackups.FEATURES, Procedures.installed().guard());
    private static final TrainingRange RANGE =
            new TrainingRange(PurchaseBackups.START, PurchaseBackups.END, Optional.empty());

    private final SparkSession spark;
    private final Path folder;
    private final Source source;

    TrainingSetProductTest(SparkSession spark, @TempDir Path folder) throws IOException {
        this.spark = spark;
        this.folder = folder;
        Source today = BackupSources.peers(
                Files.writeString(folder.resolve("databases.yml"), PurchaseBackups.yaml()),
                FEATURES,
                PurchaseBackups.FEATURES);
        this.source = SourceAtCursor.of(today, FEATURES, PurchaseBackups.CURSOR);
    }

    @AfterAll
    void close() {
        source.close();
    }

    @Test
    void rows_haveTypedColumns_andTheManifestCountsThem() throws IOException {
        Path out = folder.resolve("typed");
        JsonNode manifest = build(out, 3, Sampling.everything());

        Dataset<Row> rows = spark.read().parquet(out.resolve("rows").toString());

        assertThat(rows.dtypes())
                .extracting(type -> type._1() + " " + type._2())
                .containsExactly(
                        "id StringType",
                        "timestamp TimestampType",
                        "amount LongType",
                        "installments LongType",
                        "fee DoubleType",
                        "category StringType",
                        "city StringType",
                        "limit DecimalType(4,0)",
                        "uuid StringType",
                        "since TimestampType",
                        "blocked BooleanType",
                        "label DoubleType");
        assertThat(rows.schema().apply("uuid").metadata().getString("dendro.type"))
                .isEqualTo("uuid");
        Row quercus = rows.where("id = 'pur-108'").first();
        assertThat(quercus.getTimestamp(1).toInstant()).isEqualTo(Instant.parse("2014-11-15T13:37:42.108Z"));
        assertThat(quercus.<Long>getAs("amount")).isEqualTo(133_700);
        assertThat(quercus.<String>getAs("category")).isEqualTo(":books");
        assertThat(quercus.<String>getAs("city")).isEqualTo("São Paulo");
        assertThat(quercus.isNullAt(quercus.fieldIndex("uuid"))).isTrue();
        Row other = rows.where("uuid = '00000000-0000-0007-0000-000000000000'").first();
        assertThat(other.<BigDecimal>getAs("limit")).isPositive();
        assertThat(manifest.path("rows").asLong()).isEqualTo(rows.count());
        assertThat(manifest.path("label").path("known").asLong())
                .isPositive()
                .isEqualTo(rows.where("label is not null").count());
        assertThat(manifest.path("label").path("positive").asLong())
                .isPositive()
                .isEqualTo(rows.where("label = 1").count());
        Map<String, Long> missing = StreamSupport.stream(
                        manifest.path("columns").spliterator(), false)
                .collect(Collectors.toMap(column -> column.path("name").asText(), column -> column.path("missing")
                        .asLong()));
        assertThat(missing.get("blocked"))
                .isPositive()
                .isEqualTo(rows.where("blocked is null").count());
        assertThat(missing.get("amount")).isEqualTo(rows.where("amount is null").count());
        assertThat(manifest.path("feature-set").path("hash").asText()).isEqualTo(FEATURES.hash());
        assertThat(manifest.path("cursor").path("as-of").asText())
                .isEqualTo(source.knownAt().toString());
        assertThat(manifest.path("cursor").path("basis").path("customers").asLong())
                .isPositive();
    }

    @Test
    void sameCommand_givesTheSameDigest_whateverTheShards() throws IOException {
        JsonNode one = build(folder.resolve("one"), 1, Sampling.everything());
        JsonNode other = build(folder.resolve("other"), 5, Sampling.everything());

        assertThat(one.path("digest").asText()).isEqualTo(PurchaseBackups.DIGEST);
        assertThat(other.path("digest")).isEqualTo(one.path("digest"));
        assertThat(other.path("rows")).isEqualTo(one.path("rows"));
        assertThat(other.path("cursor")).isEqualTo(one.path("cursor"));
        assertThat(other.path("columns")).isEqualTo(one.path("columns"));
    }

    @Test
    void shell_hasTheRowsThatWouldBeWritten() throws IOException {
        Path features = Files.writeString(folder.resolve("features.edn"), PurchaseBackups.FEATURES);
        Path out = folder.resolve("written");
        build(out, 2, Sampling.everything());

        Dataset<Row> rows = Dendro.trainingSet(
                spark,
                "--source=peers",
                "--databases=" + folder.resolve("databases.yml"),
                "--features=" + features,
                "--from=" + PurchaseBackups.START,
                "--to=" + PurchaseBackups.END,
                "--cursor=" + PurchaseBackups.CURSOR);

        Dataset<Row> written = spark.read().parquet(out.resolve("rows").toString());
        assertThat(rows.dtypes()).isEqualTo(written.dtypes());
        assertThat(rows.except(written).count()).isZero();
        assertThat(rows.count()).isEqualTo(written.count());
    }

    @Test
    void fewRows_areOneFile_howeverManyShards() throws IOException {
        Path out = folder.resolve("few");

        JsonNode manifest = build(out, 8, Sampling.everything());

        assertThat(manifest.path("shards").asInt()).isEqualTo(8);
        assertThat(out).isDirectoryContaining("glob:**/manifest.json");
        try (Stream<Path> files = Files.list(out.resolve("rows"))) {
            assertThat(files.map(out::relativize).map(Path::toString))
                    .containsExactly(manifest.path("files").path(0).path("name").asText());
        }
    }

    @Test
    void sample_isAlwaysTheSameEntities_andAnotherSeedGivesOthers() throws IOException {
        JsonNode tenth = build(folder.resolve("tenth"), 2, new Sampling(0.1, 1));
        JsonNode again = build(folder.resolve("again"), 3, new Sampling(0.1, 1));
        JsonNode other = build(folder.resolve("seed"), 2, new Sampling(0.1, 2));
        build(folder.resolve("fifth"), 2, new Sampling(0.2, 1));

        assertThat(tenth.path("rows").asInt()).isBetween(220, 360);
        assertThat(tenth.path("sampling").path("seed").asInt()).isEqualTo(1);
        assertThat(again.path("digest")).isEqualTo(tenth.path("digest"));
        assertThat(other.path("digest")).isNotEqualTo(tenth.path("digest"));
        Dataset<Row> small = spark.read().parquet(folder.resolve("tenth/rows").toString());
        Dataset<Row> large = spark.read().parquet(folder.resolve("fifth/rows").toString());
        assertThat(small.select("id").except(large.select("id")).count()).isZero();
    }

    @Test
    void folderThatIsNotEmpty_isRefused_andNothingIsLeftBehind() throws IOException {
        Path place = Files.createDirectory(folder.resolve("place"));
        Path out = Files.createDirectory(place.resolve("taken"));
        Files.writeString(out.resolve("mine.txt"), "mine");

        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> build(out, 2, Sampling.everything()))
                .withMessageContaining("never written over another");
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> wanted(
                                new TrainingRange(
                                        Instant.parse("2013-01-01T00:00:00Z"), PurchaseBackups.START, Optional.empty()),
                                Sampling.everything())
                        .build(spark, source, 2, place.resolve("empty").toString(), silent()))
                .withMessageContaining("has no row");

        try (Stream<Path> files = Files.list(place)) {
            assertThat(files).containsExactly(out);
        }
        assertThat(out).isDirectoryContaining(file -> file.endsWith("mine.txt"));
    }

    @Test
    void analysis_saysWhatTheRangeHolds_withoutBuildingIt() {
        String text = Analysis.of(source, RANGE, FEATURES).text();

        assertThat(text)
                .contains("about 3,001 of all times")
                .contains("2014-11      about ")
                .containsPattern("label          known of \\d+\\.\\d % of the rows; above 0 in \\d\\.\\d\\d %")
                .containsPattern("category +keyword +missing +5\\.2 % +:\\w+ in \\d\\d %")
                .containsPattern("blocked +boolean +missing +[1-9]\\d?\\.\\d %")
                .contains("microseconds a row");
    }

    @Test
    void wrongFlags_areNamed() {
        assertThat(TrainingSetCommand.run(
                        silent(), "--features=x.edn", "--from=2014-01-01T00:00:00Z", "--to=2014-02-01T00:00:00Z"))
                .isEqualTo(2);
        assertThat(TrainingSetCommand.run(
                        silent(),
                        "--source=peers",
                        "--features=x.edn",
                        "--from=2014-01-01T00:00:00Z",
                        "--to=2014-02-01T00:00:00Z",
                        "--analyze"))
                .isEqualTo(2);
        assertThat(TrainingSetCommand.run(
                        silent(),
                        "--source=elsewhere",
                        "--features=x.edn",
                        "--from=2014-01-01T00:00:00Z",
                        "--to=2014-02-01T00:00:00Z",
                        "--analyze"))
                .isEqualTo(2);
    }

    private JsonNode build(Path out, int shards, Sampling sampling) throws IOException {
        wanted(RANGE, sampling).build(spark, source, shards, out.toString(), silent());
        return new ObjectMapper().readTree(Files.readString(out.resolve("manifest.json")));
    }

    private static TrainingSetWanted wanted(TrainingRange range, Sampling sampling) {
        return new TrainingSetWanted(FEATURES, PurchaseBackups.FEATURES, range, sampling);
    }

    private static PrintStream silent() {
        return new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    }
}
