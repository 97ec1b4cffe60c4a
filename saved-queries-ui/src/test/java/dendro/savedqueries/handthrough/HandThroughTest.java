package dendro.savedqueries.handthrough;

import static org.assertj.core.api.Assertions.assertThat;

import dendro.savedqueries.Page;
import dendro.savedqueries.World;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the page asks of the query-service. */
class HandThroughTest {

    private static final World WORLD = World.shared();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/api/v1/schema                                                                   | :customer/city",
                "/api/v1/procedures                                                               | random-numbers",
                "/api/v1/queries                                                                  | queries",
                "/api/v1/databases                                                                | customers",
                "/api/v1/databases/customers                                                      | :customer/city",
                "/api/v1/databases/customers/transactions?limit=1                                 | datoms",
                "/api/v1/databases/customers/entity?attribute=customer%2Fid&value=cus-quercus     | Richmond",
                "/api/v1/databases/customers/entity/history?attribute=customer%2Fid&value=cus-quercus | Paulo",
            })
    void question_isHandedThrough(String path, String says) {
        Page.Response answer = WORLD.page("ana").get(path);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).contains("application/json");
        assertThat(answer.body()).contains(says);
    }

    @Test
    void answer_isThatOfWhoeverAsks() {
        String quercus = "/api/v1/databases/customers/entity?attribute=customer%2Fid&value=cus-quercus";

        assertThat(WORLD.page("ana").get(quercus).body()).doesNotContain("quercus@");
        assertThat(WORLD.page("root").get(quercus).body()).contains("quercus@forest.example");
        assertThat(WORLD.page().get(quercus).problem()).isEqualTo("not-signed-in");
    }

    @Test
    void explanation_isHandedThrough() {
        Page.Response answer = WORLD.page("ana")
                .post(
                        "/api/v1/query/explain",
                        "{\"query\": \"[:find ?id :in $customers :where [$customers _ :customer/id ?id]]\"}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("phases").size()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/databases/nowhere, database-unknown",
        "/api/v1/databases/customers/entity?attribute=customer%2Fnickname&value=a, attribute-unknown",
    })
    void refusal_isHandedThrough(String path, String problem) {
        assertThat(WORLD.page("ana").get(path).problem()).isEqualTo(problem);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/caller",
                "/api/v1/features",
                "/api/v1/query",
                "/api/v1/training-set",
                "/api/v1/databases/customers/else",
                "/api/v1/databases/%2e%2e/caller",
                "/api/v1/databases/..%2fcaller",
                "/api/v1//caller"
            })
    void nothingElseIsHandedThrough(String path) {
        Page.Response answer = WORLD.page("root").get(path);

        assertThat(answer.status()).isIn(400, 404, 405);
        assertThat(answer.body()).doesNotContain("\"known\"");
    }

    /** As many as are handed through at a time, and more. */
    @Test
    void questionsForHeadersAlone_takeNoPlacesAway() {
        Page page = WORLD.page("cai");
        for (int count = 0; count < 70; count++) {
            Page.Response head =
                    page.raw(page.request("/api/v1/databases").method("HEAD", HttpRequest.BodyPublishers.noBody()));
            assertThat(head.status()).isEqualTo(200);
        }

        assertThat(page.get("/api/v1/databases").status()).isEqualTo(200);
    }
}
