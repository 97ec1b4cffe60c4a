package dendro.modelservice.scores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dendro.message.ScoreMessage;
import dendro.modelservice.command.CommandRun;
import dendro.modelservice.world.PurchasesSeed;
import dendro.modelservice.world.RunningModelService;
import dendro.modelservice.world.ScoringTopics;
import dendro.modelservice.world.World;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(World.Provider.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ScoresTest {

    private static final Duration DEADLINE = Duration.ofSeconds(60);

    private final ScoringTopics topics;
    private final RunningModelService service;

    ScoresTest(World world) {
        this.topics = world.newTopics();
        this.service = RunningModelService.start(world, world.settings(topics));
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @Test
    void scoreOverHttp_isTheScoreOfTheMessage() throws Exception {
        topics.sendPurchases(7, 8);
        Awaitility.await().atMost(DEADLINE).until(() -> !topics.committedScores()
                .isEmpty());
        ScoreMessage byMessage = topics.committedScores().get(0);

        JsonNode answer = post("{\"id\": \"pur-7\", \"timestamp\": \"" + PurchasesSeed.moment(7) + "\"}");

        ScoreMessage byHttp = ScoreMessage.fromJson(answer.toString().getBytes(StandardCharsets.UTF_8));
        assertThat(byHttp.score()).isEqualTo(byMessage.score());
        assertThat(byHttp.meta().cursor()).isEqualTo(byMessage.meta().cursor());
        assertThat(byHttp.meta().features()).isEqualTo(byMessage.meta().features());
        assertThat(byHttp.input().trigger()).isEqualTo("http");
        assertThat(answer.has("explanation")).isFalse();
    }

    @Test
    void withoutTimestamp_itIsScoredAsOfNow() throws Exception {
        JsonNode answer = post("{\"id\": \"pur-7\"}");

        assertThat(answer.at("/meta/features/values/city").asText()).isEqualTo("Richmond");
    }

    @Test
    void explanation_addsUpToTheScoreAndHoldsEveryColumn() throws Exception {
        JsonNode answer = post("{\"id\": \"pur-7\", \"explain\": true}");

        JsonNode explanation = answer.path("explanation");
        double sum = explanation.path("base").asDouble();
        List<String> columns = new ArrayList<>();
        for (JsonNode contribution : explanation.path("contributions")) {
            sum += contribution.path("contribution").asDouble();
            columns.add(contribution.path("column").asText() + "="
                    + contribution.path("value").asText());
        }
        assertThat(sum).isCloseTo(explanation.path("margin").asDouble(), within(1e-9));
        assertThat(1 / (1 + Math.exp(-sum)))
                .isCloseTo(answer.at("/output/score").asDouble(), within(1e-5));
        assertThat(columns).containsExactly("amount=" + PurchasesSeed.amount(7), "city=Richmond");
    }

    @Test
    void requestsThatCannotBeScored_areAnsweredWithTheirProblem() throws Exception {
        assertThat(type("{\"id\": \"pur-unknown\"}")).isEqualTo("404 entity-not-found");
        assertThat(type("{\"timestamp\": \"2014-11-15T13:37:42.108Z\"}")).isEqualTo("400 request-invalid");
        assertThat(type("{\"id\": \"pur-7\", \"timestamp\": \"yesterday\"}")).isEqualTo("400 request-invalid");
        assertThat(type("{\"id\": \"pur-7\", \"explained\": true}")).isEqualTo("400 request-invalid");
        assertThat(type("{\"id\": \"pur-7\", \"explain\": \"yes\"}")).isEqualTo("400 request-invalid");
        assertThat(type("{\"id\": \"pur-7\", \"model\": \"other\"}")).isEqualTo("404 not-found");
        assertThat(type("{\"id\": \"pur-7\", \"alias\": \"challenger\"}")).isEqualTo("404 not-found");
        assertThat(type("no JSON")).isEqualTo("400 request-invalid");
        assertThat(type("x".repeat(100_000))).isEqualTo("413 too-large");
    }

    @Test
    void explainScore_printsATable() {
        StringWriter out = new StringWriter();

        int code = CommandRun.of(
                new ExplainScore(new PrintWriter(out, true)),
                new PrintWriter(out, true),
                "pur-7",
                "--at",
                PurchasesSeed.moment(7).toString(),
                "--model-service",
                service.uri().toString());

        assertThat(code).isZero();
        assertThat(out.toString().lines().toList()).satisfies(lines -> {
            assertThat(lines.get(0))
                    .startsWith("pur-7 as of 2014-11-15T00:07:00Z: 0.9")
                    .endsWith(" by purchase-risk version 1");
            assertThat(lines.get(1)).matches("read at customers \\d+, purchases \\d+");
            assertThat(lines.get(2)).matches(" {2}feature +value +log-odds");
            assertThat(lines.get(3)).matches(" {2}amount +100007 +\\+[0-9.]+");
            assertThat(lines.get(4)).matches(" {2}city +São Paulo +[+-][0-9.]+");
            assertThat(lines.get(5)).matches(" {2}base +[+-][0-9.]+");
            assertThat(lines.get(6)).matches(" {2}sum +\\+[0-9.]+");
        });
    }

    @Test
    void explainScoreOfNobody_saysSoInASentence() {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();

        int code = CommandRun.of(
                new ExplainScore(new PrintWriter(out, true)),
                new PrintWriter(err, true),
                "pur-unknown",
                "--model-service",
                service.uri().toString());

        assertThat(code).isOne();
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString())
                .startsWith("explain-score: ")
                .contains("pur-unknown")
                .doesNotContain("\tat ");
    }

    private String type(String body) throws Exception {
        JsonNode problem = post(body);
        return problem.path("status").asInt() + " "
                + problem.path("type").asText().replace("urn:dendro:problem:", "");
    }

    private JsonNode post(String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(service.uri().resolve("/v1/scores"))
                .timeout(DEADLINE)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return new ObjectMapper()
                .readTree(HttpClient.newHttpClient()
                        .send(request, HttpResponse.BodyHandlers.ofString())
                        .body());
    }
}
