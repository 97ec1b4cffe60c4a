package dendro.savedqueries.link;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dendro.savedqueries.Page;
import dendro.savedqueries.World;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people outside see, and for how long. */
class LinksTest {

    private static final World WORLD = World.shared();
    private static final String QUERY = """
            {"name": "Shared", "team": "risk", "text": "[:find ?id :in $customers ?id :where [$customers _ :customer/id ?id]]",
             "parameters": [{"name": "?id", "type": "text"}]}
            """;

    private final Page ana = WORLD.page("ana");

    private String query() {
        return "/api/queries/"
                + ana.post("/api/queries", QUERY).json().path("id").asText();
    }

    private static JsonNode made(Page page, String query, String body) {
        Page.Response answer = page.post(query + "/links", body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json();
    }

    @Test
    void whoeverHasTheLink_readsTheVersion() {
        String query = query();
        JsonNode link = made(ana, query, "{\"version\": 1, \"parameters\": {\"?id\": \"cus-ilex\"}, \"days\": 3}");
        ana.post(
                query + "/versions",
                QUERY.replace("Shared", "Changed since").replaceFirst("\\{", "{\"based-on\": 1, "));

        Page.Response shared = WORLD.page().get("/api" + link.path("path").asText());

        assertThat(shared.status()).as(shared.body()).isEqualTo(200);
        assertThat(shared.json().path("query").path("name").asText()).isEqualTo("Shared");
        assertThat(shared.json().path("parameters").path("?id").asText()).isEqualTo("cus-ilex");
        assertThat(shared.json().path("cursor").isNull()).isTrue();
        assertThat(shared.json().path("result").isNull()).isTrue();
        assertThat(shared.json().path("expires")).isEqualTo(link.path("expires"));
    }

    @Test
    void linkThatWasEnded_leadsNowhere() {
        String query = query();
        JsonNode link = made(ana, query, "{\"version\": 1}");
        assertThat(ana.get(query + "/links").json().findValuesAsText("id"))
                .containsExactly(link.path("id").asText());

        assertThat(WORLD.page("cai")
                        .delete("/api/links/" + link.path("id").asText())
                        .problem())
                .isEqualTo("not-permitted");
        assertThat(WORLD.page("bo")
                        .delete("/api/links/" + link.path("id").asText())
                        .status())
                .isEqualTo(204);

        assertThat(WORLD.page().get("/api" + link.path("path").asText()).status())
                .isEqualTo(404);
        assertThat(ana.get(query + "/links").json()).isEmpty();
    }

    @Test
    void everyOtherToken_leadsNowhere() {
        Page.Response answer = WORLD.page().get("/api/shared/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.problem()).isEqualTo("not-found");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"version\": 1, \"days\": 0}",
                "{\"version\": 1, \"days\": 1000}",
                "{\"version\": 1, \"parameters\": []}",
            })
    void linkThatCannotBeMade_isRefused(String body) {
        assertThat(ana.post(query() + "/links", body).problem()).isEqualTo("request-invalid");
    }

    @Test
    void versionOrRunThatIsNotThere_isNotShared() {
        String query = query();

        assertThat(ana.post(query + "/links", "{\"version\": 7}").problem()).isEqualTo("not-found");
        assertThat(ana.post(query + "/links", "{\"version\": 1, \"run\": \"c4c5b1e6-7a3c-4d0e-8f1d-3a8d1d7f0a11\"}")
                        .problem())
                .isEqualTo("not-found");
    }
}
