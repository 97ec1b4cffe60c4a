package dendro.queryservice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dendro.features.EntityAt;
import dendro.features.FeatureOutcome;
import dendro.features.FeatureValues;
import dendro.features.Shard;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import dendro.queryapi.QueryServiceClient;
import dendro.queryapi.TrainingSetRequest;
import dendro.queryapi.TrainingSetStream;
import dendro.training.TrainingOutcome;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training sets of a small wood, in a service with one place for them and a rule of its own. */
class TrainingSetsTest {

    private static final int TREES = 2000;
    private static final Instant PLANTED = Instant.parse("2014-01-01T00:00:00Z");
    private static final String TALL = features("", ":keys tall", "($trees tall ?t) [$trees ?t :tree/height ?v]");

    /** Forty megabytes of rows: more than any connection holds that nobody reads from. */
    private static final String LONG =
            features(":types {:long :text} ", ":keys long", "[(ground \"" + "x".repeat(20_000) + "\") ?v]");

    private static Service service;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        StringBuilder trees = new StringBuilder("[{:db/id \"datomic.tx\" :db/txInstant #inst \"2014-01-01\"}");
        for (int number = 0; number < TREES; number++) {
            trees.append("{:tree/id %1$d, :tree/height %1$d}%n".formatted(number));
        }
        Path seed = Files.writeString(folder.resolve("trees.edn"), """
                [{:db/id "datomic.tx" :db/txInstant #inst "2013-01-01"}
                 {:db/ident :tree/id, :db/valueType :db.type/long, :db/cardinality :db.cardinality/one,
                  :db/unique :db.unique/identity}
                 {:db/ident :tree/height, :db/valueType :db.type/long, :db/cardinality :db.cardinality/one}]
                """ + trees + "]");
        Path rules = Files.writeString(folder.resolve("rules.edn"), """
                [{:name tall, :documentation "Trees of at least 1990.", :example "($trees tall ?tree)"
                  :rules [[(tall ?tree) [?tree :tree/height ?height] [(<= 1990 ?height)]]]}]
                """);
        service = Service.started(
                Files.writeString(folder.resolve("query-service.yml"), """
                databases:
                  trees: {uri: "datomic:mem://training-sets-%s", seed: "%s"}
                procedures: {rules: "%s"}
                limits: {trainingSets: 1, trainingQueue: 0}
                server:
                  applicationConnectors: [{type: http, port: 0, bindHost: 127.0.0.1}]
                  adminConnectors: [{type: http, port: 0, bindHost: 127.0.0.1}]
                logging: {level: WARN}
                """.formatted(UUID.randomUUID(), seed, rules)));
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void trainersThatTakeAllPlaces_areInNobodyElsesWay() throws Exception {
        try (TrainingSetStream unread = trainingSet(LONG)) {
            assertThat(unread.columns()).hasSize(1);
            HttpResponse<byte[]> refused = service.raw(HttpRequest.newBuilder(
                            service.uri().resolve("/v1/training-set"))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(request(TALL).json())));

            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).contains("1");
            assertThatThrownBy(() -> trainingSet(TALL)).isInstanceOfSatisfying(ProblemException.class, e -> {
                assertThat(e.problem().type()).isEqualTo(ProblemType.OVERLOADED);
                assertThat(e.problem().members())
                        .containsEntry("pool", "training")
                        .containsEntry("retry-after", "1");
            });
            assertThat(client().features(TALL, List.of(new EntityAt("1999", PLANTED)))
                            .outcomes())
                    .hasSize(1);
            assertThat(service.query("[:find (count ?t) . :in $trees :where [$trees ?t :tree/id]]", null)
                            .json()
                            .at("/rows/0/0")
                            .asInt())
                    .isEqualTo(TREES);
            assertThat(service.getAdmin("/prometheus").body())
                    .contains("dendro_pool_threads{pool=\"training\"} 1", "dendro_pool_busy{pool=\"training\"} 1");
        }
        // The reader is gone; its place is free as soon as the service writes to it in vain.
        await().atMost(Duration.ofSeconds(20)).ignoreExceptions().untilAsserted(() -> assertThat(rows(TALL))
                .hasSize(TREES));
    }

    @Test
    void ruleOfTheServicesFile_givesTheSameInTrainingAsInScoring() {
        await().atMost(Duration.ofSeconds(20)).ignoreExceptions().untilAsserted(() -> assertThat(rows(TALL))
                .hasSize(TREES));
        Map<EntityAt, FeatureValues> trained = rows(TALL);
        Map<EntityAt, FeatureValues> scored = new LinkedHashMap<>();
        for (FeatureOutcome outcome :
                client().features(TALL, List.copyOf(trained.keySet())).outcomes()) {
            scored.put(outcome.at(), ((FeatureOutcome.Row) outcome).values());
        }

        assertThat(trained).isEqualTo(scored);
        trained.forEach((tree, values) -> {
            long number = Long.parseLong(tree.id());
            assertThat(values.value(0)).isEqualTo(number < 1990 ? Optional.empty() : Optional.of(number));
        });
    }

    private static Map<EntityAt, FeatureValues> rows(String features) {
        Map<EntityAt, FeatureValues> rows = new LinkedHashMap<>();
        try (TrainingSetStream stream = trainingSet(features)) {
            while (stream.hasNext()) {
                TrainingOutcome.Row outcome = (TrainingOutcome.Row) stream.next();
                rows.put(outcome.row().at(), outcome.row().values());
            }
        }
        return rows;
    }

    private static TrainingSetStream trainingSet(String features) {
        return client().trainingSet(request(features));
    }

    private static TrainingSetRequest request(String features) {
        return new TrainingSetRequest(features, PLANTED, PLANTED.plusSeconds(1), Shard.whole(), Optional.empty());
    }

    private static QueryServiceClient client() {
        return new QueryServiceClient(service.uri(), Duration.ofSeconds(20));
    }

    private static String features(String types, String keys, String clauses) {
        return "{:name :wood " + types + ":entity {:database :trees :attribute :tree/id} :features [[:find ?v " + keys
                + " :in $trees ?id :where [$trees ?t :tree/id ?id] " + clauses + "]]}";
    }
}
