package dendro.savedqueries.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The service ends and begins again in the middle of a run. */
class RestartTest {

    @Test
    void runInTheMiddleOfARestart_isLostHereAndEndedInTheQueryService() throws Exception {
        try (RunWorld world = RunWorld.start("")) {
            JsonNode before =
                    world.run("ana", "[:find ?c :in $customers :where [$customers _ :customer/city ?c]]", "{}");
            String body = RunWorld.body(RunWorld.SLOW, "{}");
            UUID id = UUID.fromString(
                    new ObjectMapper().readTree(body).path("run").asText());
            CompletableFuture<RunWorld.Response> answer =
                    world.later(world.request("ana", "/api/runs").POST(HttpRequest.BodyPublishers.ofString(body)));
            await(() -> world.isRunning(id));

            world.restart();

            await(() -> answer.isDone());
            JsonNode run = world.get("ana", "/api/runs/" + id).ok();
            assertThat(run.path("outcome").asText()).isIn("lost", "failed", "cancelled");
            await(() -> !world.isRunning(id));
            String kept = before.path("run").path("id").asText();
            assertThat(world.get("ana", "/api/runs/" + kept + "/result").ok().path("rows"))
                    .isEqualTo(before.path("rows"));
            assertThat(world.post("ana", "/api/runs/" + kept + "/reproduce", "")
                            .ok()
                            .path("identical")
                            .asBoolean())
                    .isTrue();
        }
    }

    private static void await(Callable<Boolean> condition) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(condition);
    }
}
