package dendro.savedqueries.procedure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dendro.savedqueries.Page;
import dendro.savedqueries.World;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Saving rules for others to call. */
class ProceduresTest {

    private static final World WORLD = World.shared();

    private final Page ana = WORLD.page("ana");
    private final Page bo = WORLD.page("bo");

    private static ObjectNode draft(String name, String rules) {
        ObjectNode draft = Page.JSON.createObjectNode().put("name", name).put("rules", rules);
        return draft.put("documentation", "Customers with a high limit.").put("example", "($customers rich ?c 1000)");
    }

    private static String rich(String name) {
        return "[[(" + name + " ?c ?least) [?c :customer/limit ?limit] [(<= ?least ?limit)]]]";
    }

    @Test
    void procedure_isFoundAsItWasSaved() {
        Page.Response saved =
                ana.post("/api/procedures", draft("rich", rich("rich")).toString());

        assertThat(saved.status()).as(saved.body()).isEqualTo(201);
        JsonNode found = bo.get("/api/procedures/rich").json();
        assertThat(found.path("parameters").findValuesAsText("name")).containsExactly("?c", "?least");
        assertThat(found.path("rules").asText()).isEqualTo(rich("rich"));
        assertThat(found.path("owner").asText()).isEqualTo("ana");
        assertThat(found.path("may-change").asBoolean()).isFalse();
        assertThat(found.path("usage").path("queries").asInt()).isZero();
        assertThat(bo.get("/api/procedures").json().findValuesAsText("name")).contains("rich");
        assertThat(ana.post("/api/procedures", draft("rich", rich("rich")).toString())
                        .problem())
                .isEqualTo("name-taken");
    }

    @Test
    void queries_keepToTheVersionTheyWereSavedWith() {
        ana.post("/api/procedures", draft("wealthy", rich("wealthy")).toString());
        String query = """
                {"name": "The wealthy", "text": "[:find ?c :in $customers :where ($customers wealthy ?c 5)]",
                 "procedures": [{"name": "wealthy", "version": 1}]}
                """;
        JsonNode saved = bo.post("/api/queries", query).json();

        JsonNode second = ana.post(
                        "/api/procedures/wealthy/versions",
                        draft("wealthy", rich("wealthy"))
                                .put("based-on", 1)
                                .put("note", "Same")
                                .toString())
                .json();

        assertThat(second.path("version").asInt()).isEqualTo(2);
        assertThat(second.path("usage").path("queries").asInt()).isEqualTo(1);
        JsonNode uses = ana.get("/api/procedures/wealthy/uses").json();
        assertThat(uses).hasSize(1);
        assertThat(uses.path(0).path("id")).isEqualTo(saved.path("id"));
        assertThat(uses.path(0).path("version").asInt()).isEqualTo(1);
        assertThat(ana.get("/api/procedures/wealthy/versions").json().findValuesAsText("note"))
                .containsExactly("Same", "null");
    }

    @Test
    void secondWriter_isTold() {
        ana.post("/api/procedures", draft("contested", rich("contested")).toString());
        String save = draft("contested", rich("contested")).put("based-on", 1).toString();

        assertThat(bo.post("/api/procedures/contested/versions", save).problem())
                .isEqualTo("not-permitted");
        assertThat(ana.post("/api/procedures/contested/versions", save).status())
                .isEqualTo(201);
        Page.Response late = ana.post("/api/procedures/contested/versions", save);
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.json().path("newest").path("version").asInt()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bad      | [[(other ?x) [?x :a/b]]]                      | request-invalid | define it and nothing else",
                "bad      | []                                            | request-invalid | no rules",
                "bad      | [[(bad ?x)                                    | edn-syntax      | Line",
                "bad      | [[(bad ?x) [(java.lang.System/exit 1) ?x]]]   | query-forbidden | exit",
                "bad      | [[(bad ?x) (nowhere ?x)]]                     | query-invalid   | nowhere",
                "bad      | [[(bad ?x) [?x :a/b]] [(bad ?x ?y) [?x :a/b ?y]]] | query-invalid | different numbers",
                "late     | [[(late ?x) [?x :a/b]]]                       | query           | late",
                "Bad name | [[(bad ?x) [?x :a/b]]]                        | request-invalid | lower case",
            })
    void rulesThatNobodyCouldUse_areRefused(String name, String rules, String problem, String says) {
        Page.Response answer = ana.post("/api/procedures", draft(name, rules).toString());

        assertThat(answer.status()).as(answer.body()).isIn(400, 403);
        assertThat(answer.problem()).startsWith(problem);
        assertThat(answer.json().path("detail").asText()).contains(says);
    }
}
