package dendro.savedqueries;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The service as it stands, before anybody does anything with it. */
class SavedQueriesTest {

    private static final World WORLD = World.shared();

    @Test
    void health_isOfTheStoreAndTheQueryService() {
        JsonNode health = WORLD.page()
                .raw(HttpRequest.newBuilder(WORLD.adminUri().resolve("/healthcheck")))
                .json();

        assertThat(health.path("store").path("healthy").asBoolean()).isTrue();
        assertThat(health.path("query-service").path("healthy").asBoolean()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"token\": }            | 400 | request-invalid | JSON",
                "{\"tokken\": \"a\"}      | 400 | request-invalid | 'tokken'",
                "{\"token\": {\"a\": 1}}  | 400 | request-invalid | 'token'",
                "{\"token\": \"unknown\"} | 401 | not-signed-in   | not known",
            })
    void bodyThatIsWrong_isAProblemThatSaysWhat(String body, int status, String problem, String says) {
        Page.Response answer = WORLD.page().post("/api/session", body);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).contains("application/problem+json");
        assertThat(answer.problem()).isEqualTo(problem);
        assertThat(answer.json().path("detail").asText()).contains(says).doesNotContain("Exception");
    }

    @Test
    void bodyThatIsTooLarge_isRefused() {
        String body = "{\"token\": \"" + "a".repeat(1 << 20) + "\"}";

        Page.Response answer = WORLD.page().post("/api/session", body);

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.problem()).isEqualTo("too-large");
    }

    @Test
    void pathThatIsNotThere_isAProblem() {
        Page.Response answer = WORLD.page("ana").get("/api/nowhere");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.problem()).isEqualTo("not-found");
    }
}
