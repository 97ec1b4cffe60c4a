package dendro.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dendro.cursor.Cursor;
import dendro.database.DatabaseLocation;
import dendro.database.Databases;
import dendro.database.Deadline;
import dendro.procedure.Procedures;
import dendro.query.Answer;
import dendro.query.QueryLimits;
import dendro.query.QueryParser;
import dendro.query.QueryRunner;
import dendro.query.guard.QueryGuard;
import java.io.Serializable;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A Spark job and two query-services, processes of their own, read one backup in place at the same time. */
@ExtendWith(SparkForTests.class)
final class SameBackupTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BACKUPS = Path.of("..", "common", "src", "test", "resources", "backups")
            .toAbsolutePath()
            .normalize()
            .toString();
    private static final long PATIENCE_SECONDS = 60;

    /** Spark copies what it sends to its tasks; what these and the test wait for is static. */
    private static final CountDownLatch OPENED = new CountDownLatch(1);

    private static final CountDownLatch ANSWERED = new CountDownLatch(2);

    private final JavaSparkContext spark;

    SameBackupTest(SparkSession spark) {
        this.spark = JavaSparkContext.fromSparkContext(spark.sparkContext());
    }

    /** What is asked, and as of when. */
    private record Asked(String query, String instant) implements Serializable {}

    /** What it came to, wherever it was asked. */
    private record Found(long rows, String digest, Map<String, Long> cursor) implements Serializable {}

    @Test
    void jobAndServices_agreeOnEveryAnswer(@TempDir Path folder) throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        ExecutorService callers = Executors.newFixedThreadPool(2);
        try (QueryServiceProcess one = QueryServiceProcess.begin(folder, services());
                QueryServiceProcess other = QueryServiceProcess.begin(folder, services())) {
            one.awaitReady();
            other.awaitReady();
            Future<Map<Asked, Found>> ones = callers.submit(() -> answers(one.uri(), done));
            Future<Map<Asked, Found>> others = callers.submit(() -> answers(other.uri(), done));
            String backups = BACKUPS;

            Map<Asked, Found> jobs = new HashMap<>();
            try {
                spark.parallelize(questions(), 2)
                        .mapPartitionsToPair(asked -> read(backups, asked))
                        .collect()
                        .forEach(pair -> jobs.put(pair._1(), pair._2()));
            } finally {
                done.set(true);
            }

            assertThat(jobs).hasSize(questions().size()).allSatisfy((asked, found) -> assertThat(found.rows())
                    .isPositive());
            assertThat(ones.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo(jobs);
            assertThat(others.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo(jobs);
        } finally {
            callers.shutdownNow();
        }
    }

    private static List<Asked> questions() {
        List<Asked> questions = new ArrayList<>();
        for (String instant : List.of("2014-03-01T00:00:00Z", "2014-11-15T13:37:42.108Z", "2014-12-30T00:00:00Z")) {
            questions.add(new Asked(
                    "[:find ?id ?city :in $customers :where [$customers ?c :customer/id ?id]"
                            + " [$customers ?c :customer/city ?city]]",
                    instant));
            questions.add(new Asked(
                    "[:find ?id ?amount ?job :in $purchases $customers :where [$purchases ?p :purchase/id ?id]"
                            + " [$purchases ?p :purchase/amount ?amount] [$purchases ?p :purchase/customer-id ?c-id]"
                            + " [$customers ?c :customer/id ?c-id] [$customers ?c :customer/job ?job]]",
                    instant));
        }
        return questions;
    }

    private static String services() {
        return """
                databases:
                  customers: {uri: "datomic:backup:file:%1$s/customers"}
                  purchases: {uri: "datomic:backup:file:%1$s/purchases"}
                """.formatted(BACKUPS);
    }

    /** A partition of the job: opens the backup where it lies and keeps it open while the services answer. */
    private static Iterator<scala.Tuple2<Asked, Found>> read(String backups, Iterator<Asked> questions)
            throws InterruptedException {
        Map<String, DatabaseLocation> locations = new TreeMap<>();
        for (String name : List.of("customers", "purchases")) {
            locations.put(
                    name,
                    DatabaseLocation.parse(
                            "datomic:backup:file:" + backups + "/" + name,
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty()));
        }
        List<scala.Tuple2<Asked, Found>> found = new ArrayList<>();
        try (Databases databases = Databases.open(locations)) {
            OPENED.countDown();
            if (!ANSWERED.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("The services do not answer.");
            }
            QueryGuard guard = Procedures.installed().guard();
            QueryRunner runner = new QueryRunner(databases, guard);
            while (questions.hasNext()) {
                Asked asked = questions.next();
                Answer answer = runner.run(
                        new QueryParser(guard).parse(asked.query()),
                        List.of(),
                        Cursor.asOf(Instant.parse(asked.instant())),
                        new QueryLimits(Duration.ofSeconds(PATIENCE_SECONDS), 100_000),
                        Deadline.after(Duration.ofSeconds(5)));
                found.add(new scala.Tuple2<>(
                        asked,
                        new Found(
                                answer.rowCount(),
                                answer.digest(),
                                new TreeMap<>(answer.cursor().basis()))));
            }
        }
        return found.iterator();
    }

    /** Asks a service everything, over and over from when the job has opened the backup until it is done. */
    private static Map<Asked, Found> answers(URI service, AtomicBoolean done) throws Exception {
        assertThat(OPENED.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        HttpClient http = HttpClient.newHttpClient();
        Map<Asked, Found> answers = new HashMap<>();
        do {
            for (Asked asked : questions()) {
                Found found = answer(http, service, asked);
                Found before = answers.putIfAbsent(asked, found);
                assertThat(found).isEqualTo(before == null ? found : before);
            }
            ANSWERED.countDown();
        } while (!done.get());
        return answers;
    }

    private static Found answer(HttpClient http, URI service, Asked asked) throws Exception {
        String body = JSON.createObjectNode()
                .put("query", asked.query())
                .put("cursor", asked.instant())
                .toString();
        JsonNode answer = JSON.readTree(http.send(
                        HttpRequest.newBuilder(service.resolve("/v1/query"))
                                .header("Content-Type", "application/json")
                                .timeout(Duration.ofSeconds(PATIENCE_SECONDS))
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body());
        Map<String, Long> cursor = new TreeMap<>();
        answer.path("cursor")
                .properties()
                .forEach(basis -> cursor.put(basis.getKey(), basis.getValue().asLong()));
        return new Found(
                answer.path("row-count").asLong(), answer.path("digest").asText(), cursor);
    }
}
