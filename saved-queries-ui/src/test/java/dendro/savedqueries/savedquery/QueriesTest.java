package dendro.savedqueries.savedquery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dendro.savedqueries.Page;
import dendro.savedqueries.World;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Saving, finding and forking, as the page does it. */
class QueriesTest {

    private static final World WORLD = World.shared();
    private static final String TEXT = "[:find ?city\n :in $customers ?id\n :where [$customers ?c :customer/id ?id]\n"
            + " [$customers ?c :customer/city ?city]]";

    private final Page ana = WORLD.page("ana");
    private final Page bo = WORLD.page("bo");
    private final Page cai = WORLD.page("cai");

    private static ObjectNode draft(String name) {
        ObjectNode draft = Page.JSON.createObjectNode().put("name", name).put("description", "Where somebody lives.");
        draft.putArray("tags").add("city").add("address");
        draft.put("team", "risk").put("text", TEXT);
        draft.putArray("parameters")
                .addObject()
                .put("name", "?id")
                .put("type", "text")
                .put("default", "cus-ilex");
        draft.putObject("chart").put("kind", "number").put("scale", new java.math.BigDecimal("1.50"));
        draft.putArray("procedures");
        draft.putObject("sources").putObject("$customers").put("view", "history");
        return draft;
    }

    private static JsonNode created(Page page, ObjectNode draft) {
        Page.Response answer = page.post("/api/queries", draft.toString());
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json();
    }

    private static String path(JsonNode query) {
        return "/api/queries/" + query.path("id").asText();
    }

    @Test
    void whatIsSaved_isFoundAsItWas() {
        JsonNode saved = created(ana, draft("Residence"));

        JsonNode found = cai.get(path(saved)).json();

        assertThat(found.path("name").asText()).isEqualTo("Residence");
        assertThat(found.path("owner").asText()).isEqualTo("ana");
        assertThat(found.path("team").asText()).isEqualTo("risk");
        assertThat(found.path("tags").toString()).isEqualTo("[\"address\",\"city\"]");
        assertThat(found.path("version").asInt()).isEqualTo(1);
        assertThat(found.path("created-at").asText()).endsWith("Z");
        assertThat(found.path("content").path("text").asText()).isEqualTo(TEXT);
        assertThat(found.path("content").path("parameters")).isEqualTo(draft("").path("parameters"));
        assertThat(cai.get(path(saved)).body()).contains("\"scale\":1.50");
        assertThat(found.path("content").path("sources")).isEqualTo(draft("").path("sources"));
        assertThat(found.path("origin").isNull()).isTrue();
        assertThat(found.path("may-change").asBoolean()).isFalse();
        assertThat(found.path("usage").path("runs").asInt()).isZero();
        assertThat(found.path("usage").path("last-run").isNull()).isTrue();
        assertThat(found.path("stale").asBoolean()).isFalse();
    }

    @Test
    void everySave_isAVersionThatIsKept() {
        JsonNode saved = created(ana, draft("Versions"));
        ObjectNode changed = draft("Versions, changed").put("based-on", 1).put("note", "Shorter.");
        changed.put("text", TEXT.replace("?city\n", "?city ?id\n"));

        JsonNode second = bo.post(path(saved) + "/versions", changed.toString()).json();
        JsonNode third = ana.post(path(saved) + "/revert", "{\"to\": 1, \"based-on\": 2}")
                .json();

        assertThat(second.path("version").asInt()).isEqualTo(2);
        assertThat(third.path("version").asInt()).isEqualTo(3);
        assertThat(third.path("content").path("text").asText()).isEqualTo(TEXT);
        JsonNode versions = cai.get(path(saved) + "/versions").json();
        assertThat(versions.findValuesAsText("saved-by")).containsExactly("ana", "bo", "ana");
        assertThat(versions.findValuesAsText("note")).containsExactly("Reverted to version 1.", "Shorter.", "null");
        assertThat(cai.get(path(saved) + "/versions/2").json().path("text").asText())
                .contains("?city ?id");
        assertThat(cai.get(path(saved) + "/versions/4").status()).isEqualTo(404);
    }

    @Test
    void difference_isOfFieldsAndLines() {
        JsonNode saved = created(ana, draft("Difference"));
        ObjectNode changed = draft("Difference, changed").put("based-on", 1);
        changed.put("text", TEXT.replace(":find ?city", ":find ?town"));
        ana.post(path(saved) + "/versions", changed.toString());

        JsonNode difference = ana.get(path(saved) + "/diff?from=1&to=2").json();

        assertThat(difference.path("fields").toString())
                .isEqualTo("[{\"field\":\"name\",\"from\":\"Difference\",\"to\":\"Difference, changed\"}]");
        List<String> lines = new ArrayList<>();
        difference
                .path("lines")
                .forEach(line -> lines.add(line.path("kind").asText() + " "
                        + line.path("from-line").asText() + " "
                        + line.path("to-line").asText()));
        assertThat(lines).containsExactly("removed 1 null", "added null 1", "same 2 2", "same 3 3", "same 4 4");
    }

    @Test
    void secondWriter_isToldAndLosesNothing() {
        JsonNode saved = created(ana, draft("Contested"));
        String save = draft("Contested").put("based-on", 1).toString();
        assertThat(bo.post(path(saved) + "/versions", save).status()).isEqualTo(201);

        Page.Response second = ana.post(path(saved) + "/versions", save);

        assertThat(second.status()).isEqualTo(409);
        assertThat(second.problem()).isEqualTo("changed-meanwhile");
        assertThat(second.json().path("newest").path("version").asInt()).isEqualTo(2);
        assertThat(second.json().path("newest").path("saved-by").asText()).isEqualTo("bo");
        assertThat(ana.get(path(saved)).json().path("version").asInt()).isEqualTo(2);
        assertThat(ana.post(
                                path(saved) + "/versions",
                                draft("Contested").put("based-on", 2).toString())
                        .status())
                .isEqualTo(201);
    }

    @Test
    void whatIsOfAnotherTeam_isForkedAndNotChanged() {
        JsonNode saved = created(ana, draft("Forked"));

        Page.Response refused = cai.post(
                path(saved) + "/versions", draft("Forked").put("based-on", 1).toString());
        JsonNode fork =
                cai.post(path(saved) + "/fork", "{\"name\": \"My own\"}").json();

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.problem()).isEqualTo("not-permitted");
        assertThat(cai.put(path(saved) + "/archived").status()).isEqualTo(403);
        assertThat(fork.path("owner").asText()).isEqualTo("cai");
        assertThat(fork.path("team").isNull()).isTrue();
        assertThat(fork.path("may-change").asBoolean()).isTrue();
        assertThat(fork.path("fork-of")).isEqualTo(saved.path("id"));
        assertThat(fork.path("origin").path("name").asText()).isEqualTo("Forked");
        assertThat(fork.path("origin").path("version").asInt()).isEqualTo(1);
        assertThat(fork.path("content").path("text").asText()).isEqualTo(TEXT);
        assertThat(WORLD.page("root")
                        .post(
                                path(saved) + "/versions",
                                draft("Forked").put("based-on", 1).toString())
                        .status())
                .isEqualTo(201);
        assertThat(cai.post("/api/queries", draft("For others").toString()).problem())
                .isEqualTo("not-permitted");
    }

    @Test
    void favourites_areEverybodysOwn() {
        JsonNode saved = created(ana, draft("Favoured"));
        assertThat(cai.put(path(saved) + "/favourite").status()).isEqualTo(204);
        assertThat(cai.put(path(saved) + "/favourite").status()).isEqualTo(204);

        assertThat(cai.get("/api/queries?favourite=true&text=favoured")
                        .json()
                        .path("total")
                        .asInt())
                .isEqualTo(1);
        assertThat(ana.get("/api/queries?favourite=true&text=favoured")
                        .json()
                        .path("total")
                        .asInt())
                .isZero();
        assertThat(cai.get(path(saved)).json().path("favourite").asBoolean()).isTrue();
        assertThat(cai.delete(path(saved) + "/favourite").status()).isEqualTo(204);
        assertThat(cai.get(path(saved)).json().path("favourite").asBoolean()).isFalse();
    }

    @Test
    void archived_isOutOfTheListsAndStillThere() {
        JsonNode saved = created(ana, draft("Obsolete"));
        assertThat(bo.put(path(saved) + "/archived").status()).isEqualTo(204);

        assertThat(ana.get("/api/queries?text=obsolete").json().path("total").asInt())
                .isZero();
        assertThat(ana.get("/api/queries?text=obsolete&archived=true")
                        .json()
                        .path("total")
                        .asInt())
                .isEqualTo(1);
        assertThat(ana.get(path(saved)).json().path("archived").asBoolean()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name       | \"\"                        | 'name'",
                "text       | \" \"                       | 'text'",
                "tags       | [\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"] | 'tags'",
                "tags       | 7                           | 'tags'",
                "parameters | {}                          | 'parameters'",
                "parameters | [{\"name\": \"a\"}]         | 'type'",
                "parameters | [{\"name\": \"a\", \"type\": \"text\"}, {\"name\": \"a\", \"type\": \"text\"}] | Two parameters",
                "chart      | 3                           | 'chart'",
                "procedures | [{\"name\": \"nowhere\", \"version\": 1}] | 'nowhere'",
                "colour     | \"green\"                   | 'colour'",
                "name       | \"a\\u0000b\"                | U+0000",
            })
    void draftThatCannotBeSaved_isRefusedByItsMember(String member, String value, String says) throws Exception {
        ObjectNode draft = draft("Wrong");
        draft.set(member, Page.JSON.readTree(value));

        Page.Response answer = ana.post("/api/queries", draft.toString());

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.json().path("detail").asText()).contains(says);
    }

    @ParameterizedTest
    @CsvSource({
        "GET,  /api/queries/nothing, 404",
        "GET,  /api/queries/c4c5b1e6-7a3c-4d0e-8f1d-3a8d1d7f0a11, 404",
        "GET,  /api/queries/c4c5b1e6-7a3c-4d0e-8f1d-3a8d1d7f0a11/versions, 404",
        "GET,  /api/queries/c4c5b1e6-7a3c-4d0e-8f1d-3a8d1d7f0a11/diff, 400",
        "GET,  /api/queries?limit=201, 400",
        "GET,  /api/queries?offset=-1, 400",
        "GET,  /api/queries?limit=many, 404",
        "GET,  /api/queries?order=beauty, 400",
        "POST, /api/queries, 400",
        "PUT,  /api/queries/c4c5b1e6-7a3c-4d0e-8f1d-3a8d1d7f0a11/favourite, 404",
    })
    void requestThatCannotBeServed_isAProblem(String method, String path, int status) {
        Page.Response answer =
                switch (method) {
                    case "GET" -> ana.get(path);
                    case "PUT" -> ana.put(path);
                    default -> ana.post(path, "");
                };

        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).contains("application/problem+json");
    }
}
