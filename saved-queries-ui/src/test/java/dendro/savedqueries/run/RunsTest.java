package dendro.savedqueries.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs over HTTP, with a query-service over a database that changes. */
class RunsTest {

    private static final RunWorld WORLD = RunWorld.start("results: {each: 20KiB}\nruns: {compared: 1MiB}");

    private static final String CITY = "[:find ?city :keys city :in $customers ?id"
            + " :where [$customers ?c :customer/id ?id] [$customers ?c :customer/city ?city]]";
    private static final String QUERCUS = "{\"id\": \"cus-quercus\"}";
    private static final String EMAILS =
            "[:find ?id ?email :in $customers :where [$customers ?c :customer/id ?id] [$customers ?c :customer/email ?email]]";

    @AfterAll
    static void close() {
        WORLD.close();
    }

    @Test
    void run_isAnsweredAndKept() {
        JsonNode answer = WORLD.run("ana", CITY, QUERCUS);

        assertThat(answer.path("rows").toString()).isEqualTo("[[\"Richmond\"]]");
        assertThat(answer.path("columns").toString()).isEqualTo("[\"city\"]");
        JsonNode run = answer.path("run");
        assertThat(run.path("outcome").asText()).isEqualTo("answered");
        assertThat(run.path("person").asText()).isEqualTo("ana");
        assertThat(run.path("resolved-cursor")).isEqualTo(answer.path("cursor"));
        assertThat(run.path("digest")).isEqualTo(answer.path("digest"));
        assertThat(run.path("rows").asInt()).isEqualTo(1);
        assertThat(run.path("kept").asBoolean()).isTrue();
        assertThat(WORLD.get("bo", "/api/runs/" + id(answer)).ok()).isEqualTo(run);
        ObjectNode result = (ObjectNode)
                WORLD.get("bo", "/api/runs/" + id(answer) + "/result").ok();
        assertThat(result).isEqualTo(answer);
    }

    @Test
    void savedQuery_runsWithItsParametersAndProceduresAndIsCounted() {
        WORLD.store().useHandle(handle -> {
            handle.execute("insert into procedures (name, owner, created_at, changed_at, version)"
                    + " values ('lives', 'ana', current_timestamp, current_timestamp, 1)");
            handle.execute(
                    "insert into procedure_versions (name, version, saved_at, saved_by, parameters, documentation,"
                            + " example, rules) values ('lives', 1, current_timestamp, 'ana', '[]', '', '',"
                            + " '[[(lives ?c ?city) [?c :customer/city ?city]]]')");
        });
        UUID query = WORLD.save(
                "Who lives where",
                "[:find ?id :in $customers ?city :where ($customers lives ?c ?city) [$customers ?c :customer/id ?id]]",
                "[{\"name\": \"city\", \"type\": \"text\", \"default\": \"Lisbon\"}]",
                Optional.of("[{\"name\": \"lives\", \"version\": 1}]"));

        JsonNode lisbon = WORLD.post("ana", "/api/runs", "{\"query\": \"%s\"}".formatted(query))
                .ok();
        JsonNode richmond = WORLD.post(
                        "bo",
                        "/api/runs",
                        "{\"query\": \"%s\", \"version\": 1, \"parameters\": {\"city\": \"Richmond\"}}"
                                .formatted(query))
                .ok();
        RunWorld.Response wrong =
                WORLD.post("bo", "/api/runs", "{\"query\": \"%s\", \"parameters\": {\"city\": 7}}".formatted(query));

        assertThat(lisbon.path("rows").toString()).isEqualTo("[[\"cus-ilex\"]]");
        assertThat(richmond.path("rows").toString()).isEqualTo("[[\"cus-quercus\"]]");
        assertThat(richmond.path("run").path("query-name").asText()).isEqualTo("Who lives where");
        assertThat(richmond.path("run").path("version").asInt()).isEqualTo(1);
        assertThat(wrong.problem()).isEqualTo("argument-mismatch");
        JsonNode runs = WORLD.get("ana", "/api/runs?query=" + query).ok();
        assertThat(runs.path("total").asInt()).isEqualTo(3);
        assertThat(runs.path("runs").path(0).path("outcome").asText()).isEqualTo("failed");
        assertThat(runs.path("runs").path(0).path("problem").path("type").asText())
                .isEqualTo("urn:dendro:problem:argument-mismatch");
        WORLD.store().useHandle(handle -> assertThat(handle.createQuery(
                                "select runs, people, failures, median_ms from saved_query_usage where query = :q")
                        .bind("q", query)
                        .map((row, context) -> List.of(
                                row.getInt("runs"),
                                row.getInt("people"),
                                row.getInt("failures"),
                                row.getInt("median_ms") >= 0 ? 1 : 0))
                        .one())
                .containsExactly(3, 2, 1, 1));
    }

    @Test
    void reproducedAnswer_isIdenticalAlthoughTheDatabaseHasChanged() {
        WORLD.transact("[{:customer/id \"cus-acer\" :customer/city \"Ottawa\"}]");
        JsonNode before = WORLD.run("ana", CITY, "{\"id\": \"cus-acer\"}");
        WORLD.transact("[{:customer/id \"cus-acer\" :customer/city \"Montreal\"}]");

        JsonNode again =
                WORLD.post("bo", "/api/runs/" + id(before) + "/reproduce", "").ok();
        JsonNode now = WORLD.post("bo", "/api/runs/" + id(before) + "/redo", "").ok();
        JsonNode difference = WORLD.get("ana", "/api/runs/" + id(before) + "/compare/" + id(now))
                .ok();

        assertThat(again.path("identical").asBoolean()).isTrue();
        assertThat(again.path("reasons")).isEmpty();
        assertThat(again.path("answer").path("rows").toString()).isEqualTo("[[\"Ottawa\"]]");
        assertThat(again.path("run").path("kind").asText()).isEqualTo("reproduce");
        assertThat(again.path("run").path("of").asText()).isEqualTo(id(before));
        assertThat(now.path("rows").toString()).isEqualTo("[[\"Montreal\"]]");
        assertThat(difference.path("only-in-a").toString()).isEqualTo("[[\"Ottawa\"]]");
        assertThat(difference.path("only-in-b").toString()).isEqualTo("[[\"Montreal\"]]");
        assertThat(difference.path("in-both").asInt()).isZero();
    }

    @Test
    void schemaThatHasChanged_isTheReasonWhyAnAnswerIsAnotherOne() {
        String text = "[:find ?id (pull $customers ?c [:customer/grade]) :in $customers ?id"
                + " :where [$customers ?c :customer/id ?id]]";
        JsonNode before = WORLD.run("ana", text, "{\"id\": \"cus-ilex\"}");
        WORLD.transact("[{:db/id :customer/grade :db/cardinality :db.cardinality/many}]");

        JsonNode again =
                WORLD.post("ana", "/api/runs/" + id(before) + "/reproduce", "").ok();

        assertThat(again.path("identical").asBoolean()).isFalse();
        assertThat(again.path("reasons")).hasSize(1);
        assertThat(again.path("reasons").toString())
                .contains("schema of attribute :customer/grade", "changed after the cursor");
        assertThat(again.path("difference").path("only-in-a").toString())
                .isEqualTo("[[\"cus-ilex\",{\"customer/grade\":\"b\"}]]");
        assertThat(again.path("difference").path("only-in-b").toString())
                .isEqualTo("[[\"cus-ilex\",{\"customer/grade\":[\"b\"]}]]");
        assertThat(again.path("answer").path("rows"))
                .isEqualTo(again.path("difference").path("only-in-b"));
    }

    @Test
    void schemaThatHasChanged_isNoReasonIfTheAnswerIsTheSame() {
        String text = "[:find ?limit :in $customers :where [$customers _ :customer/limit ?limit]]";
        JsonNode before = WORLD.run("ana", text, "{}");
        WORLD.transact("[{:db/id :customer/limit :db/doc \"in cents\"}]");

        JsonNode again =
                WORLD.post("ana", "/api/runs/" + id(before) + "/reproduce", "").ok();

        assertThat(again.path("identical").asBoolean()).isTrue();
        assertThat(again.path("reasons")).isEmpty();
        assertThat(again.path("answer").path("warnings").toString()).contains("changed after the cursor");
    }

    @Test
    void cancelledRun_isGoneFromTheQueryService() throws Exception {
        ObjectNode body = (ObjectNode) RunWorld.JSON.readTree(RunWorld.body(RunWorld.SLOW, "{}"));
        UUID id = UUID.fromString(body.path("run").asText());
        CompletableFuture<RunWorld.Response> answer = WORLD.later(
                WORLD.request("ana", "/api/runs").POST(HttpRequest.BodyPublishers.ofString(body.toString())));
        await(() -> WORLD.isRunning(id));

        RunWorld.Response others = WORLD.delete("bo", "/api/runs/" + id);
        RunWorld.Response own = WORLD.delete("ana", "/api/runs/" + id);

        assertThat(others.problem()).isEqualTo("not-permitted");
        assertThat(own.raw().statusCode()).isEqualTo(204);
        assertThat(answer.get().problem()).isEqualTo("query-cancelled");
        await(() -> !WORLD.isRunning(id));
        assertThat(WORLD.get("ana", "/api/runs/" + id).ok().path("outcome").asText())
                .isEqualTo("cancelled");
    }

    @Test
    void pageThatHasGone_cancelsItsRun() throws Exception {
        ObjectNode body = (ObjectNode) RunWorld.JSON.readTree(RunWorld.body(RunWorld.SLOW, "{}"));
        UUID id = UUID.fromString(body.path("run").asText());
        byte[] text = body.toString().getBytes(StandardCharsets.UTF_8);
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), WORLD.uri().getPort())) {
            socket.getOutputStream()
                    .write(("POST /api/runs HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                                    + "Authorization: Bearer " + RunWorld.token("ana") + "\r\nContent-Length: "
                                    + text.length + "\r\n\r\n")
                            .getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().write(text);
            socket.getOutputStream().flush();
            await(() -> WORLD.isRunning(id));
        }

        await(() -> !WORLD.isRunning(id));
        await(() -> outcome(id).equals("cancelled"));
    }

    @Test
    void privateAttributes_areOnlyInAnswersOfThoseWhoMaySeeThem() {
        JsonNode roots = WORLD.run("root", EMAILS, "{}");

        RunWorld.Response analyst = WORLD.post("ana", "/api/runs", RunWorld.body(EMAILS, "{}"));
        RunWorld.Response kept = WORLD.get("ana", "/api/runs/" + id(roots) + "/result");
        RunWorld.Response reproduced = WORLD.post("ana", "/api/runs/" + id(roots) + "/reproduce", "");
        RunWorld.Response downloaded = WORLD.get("ana", "/api/runs/" + id(roots) + "/download");
        RunWorld.Response compared = WORLD.get("ana", "/api/runs/" + id(roots) + "/compare/" + id(roots));

        assertThat(roots.path("rows").toString()).contains("quercus@forest.example");
        assertThat(WORLD.get("root", "/api/runs/" + id(roots) + "/result").body())
                .contains("quercus@forest.example");
        for (RunWorld.Response refused : List.of(analyst, kept, reproduced, downloaded, compared)) {
            assertThat(refused.problem()).isEqualTo("attribute-private");
            assertThat(refused.body()).doesNotContain("quercus@");
        }
        assertThat(WORLD.get("ana", "/api/runs/" + id(roots))
                        .ok()
                        .path("digest")
                        .isNull())
                .isTrue();
        assertThat(WORLD.get("ana", "/api/runs").body()).doesNotContain("quercus@");
    }

    @Test
    void keptResultOfSomebodyWhoSeesMore_isReadAgainInTheNameOfWhoeverAsks() {
        String everything =
                "[:find (pull $customers ?c [*]) :in $customers ?id :where [$customers ?c :customer/id ?id]]";
        JsonNode roots = WORLD.run("root", everything, QUERCUS);

        RunWorld.Response shown = WORLD.get("ana", "/api/runs/" + id(roots) + "/result");
        JsonNode reproduced =
                WORLD.post("ana", "/api/runs/" + id(roots) + "/reproduce", "").ok();

        assertThat(roots.path("rows").toString()).contains("quercus@forest.example");
        assertThat(shown.ok().path("rows").toString()).contains("cus-quercus").doesNotContain("quercus@");
        assertThat(reproduced.path("identical").asBoolean()).isFalse();
        assertThat(reproduced.path("reasons").toString()).contains("a role that you have not (admin)");
        assertThat(reproduced.path("difference").isNull()).isTrue();
        assertThat(reproduced.toString()).doesNotContain("quercus@");
    }

    @ParameterizedTest
    @CsvSource({
        "format=csv,                  text/csv,                           csv",
        "format=csv&spreadsheet=true, text/csv,                           csv",
        "format=edn,                  application/edn,                    edn",
        "format=arrow,                application/vnd.apache.arrow.stream, arrows"
    })
    void download_isTheAnswerInItsFormat(String query, String type, String extension) {
        JsonNode answer = WORLD.run("ana", CITY, QUERCUS);

        RunWorld.Response file = WORLD.get("ana", "/api/runs/" + id(answer) + "/download?" + query);

        assertThat(file.raw().statusCode()).as(file.body()).isEqualTo(200);
        assertThat(file.raw().headers().firstValue("Content-Type").orElse("")).startsWith(type);
        assertThat(file.raw().headers().firstValue("Content-Disposition").orElse(""))
                .isEqualTo("attachment; filename=\"query-" + id(answer).substring(0, 8) + "." + extension + "\"");
        assertThat(file.body()).contains("Richmond");
        assertThat(file.body().contains("spreadsheet") || query.contains("spreadsheet"))
                .isEqualTo(file.raw()
                        .headers()
                        .firstValue("Content-Type")
                        .orElse("")
                        .contains("spreadsheet"));
    }

    @Test
    void resultThatIsTooLarge_isNotKeptButReadAgainToBeCompared() {
        String numbers = "[:find ?n ?m :in $customers ?most :where [$customers _ :customer/number ?n] [(< ?n ?most)]"
                + " [(* ?n 7919) ?k] [(mod ?k 104729) ?m]]";
        String many = "[:find ?n ?k ?t :in $customers ?most :where [$customers _ :customer/number ?n] [(< ?n ?most)]"
                + " [(* ?n 1000003 7919) ?k] [(str ?k \"-\" ?n \"-\" ?k ?k) ?t]]";
        JsonNode small = WORLD.run("ana", numbers, "{\"most\": 10}");
        JsonNode large = WORLD.run("ana", many, "{\"most\": 2999}");

        assertThat(small.path("run").path("kept").asBoolean()).isTrue();
        assertThat(large.path("rows")).hasSize(2999);
        assertThat(large.path("run").path("kept").asBoolean()).isFalse();
        assertThat(WORLD.get("ana", "/api/runs/" + id(large) + "/result").problem())
                .isEqualTo("result-not-kept");
        assertThat(WORLD.get("ana", "/api/runs/" + id(large) + "/compare/" + id(large))
                        .ok()
                        .path("in-both")
                        .asInt())
                .isEqualTo(2999);
    }

    @Test
    void evolution_isARunOfItsOwnKind() {
        String from =
                WORLD.run("ana", CITY, QUERCUS).path("run").path("started-at").asText();

        JsonNode evolution = WORLD.post(
                        "ana",
                        "/api/evolution",
                        "{\"text\": %s, \"parameters\": %s, \"from\": \"2014-01-01T00:00:00Z\", \"to\": \"%s\", \"step\": \"P10Y\"}"
                                .formatted(RunWorld.JSON.valueToTree(CITY), QUERCUS, from))
                .ok();

        assertThat(evolution.path("points").size()).isGreaterThan(1);
        assertThat(evolution.path("run").path("kind").asText()).isEqualTo("evolution");
        assertThat(evolution.path("run").path("cursor").path("step").asText()).isEqualTo("P10Y");
        assertThat(WORLD.post("ana", "/api/runs/" + id(evolution) + "/reproduce", "")
                        .problem())
                .isEqualTo("run-not-answered");
    }

    @Test
    void problemOfTheQueryService_isPassedOnAndKept() {
        RunWorld.Response refused = WORLD.post(
                "ana",
                "/api/runs",
                RunWorld.body(
                        "[:find ?x :in $customers :where [$customers ?c :customer/city ?x] [(slurp ?x) ?y]]", "{}"));

        assertThat(refused.raw().statusCode()).isEqualTo(403);
        assertThat(refused.problem()).isEqualTo("query-forbidden");
        assertThat(refused.json().path("name").asText()).isEqualTo("slurp");
        assertThat(refused.json().path("clause").asText()).contains("slurp");
        JsonNode newest =
                WORLD.get("ana", "/api/runs?person=ana&outcome=failed&limit=1").ok();
        assertThat(newest.path("runs").path(0).path("problem").path("clause").asText())
                .contains("slurp");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                      | a saved query",
                "{\"text\": 7}                           | 'text'",
                "{\"text\": \"[]\", \"speed\": 1}        | 'speed'",
                "{\"text\": \"[]\", \"limit\": 0}        | 'limit'",
                "{\"text\": \"[]\", \"parameters\": []}  | 'parameters'",
                "{\"query\": \"7\"}                      | 'query'",
                "{\"text\": \"[:find ?x\"}               | EOF",
                "{\"text\": \"7\"}                       | vector or a map",
            })
    void requestThatIsWrong_isRefusedInWords(String body, String says) {
        RunWorld.Response refused = WORLD.post("ana", "/api/runs", body);

        assertThat(refused.raw().statusCode()).isEqualTo(400);
        assertThat(refused.json().path("detail").asText()).contains(says);
    }

    @Test
    void idThatIsTaken_isRefused() {
        String body = RunWorld.body(CITY, QUERCUS);

        assertThat(WORLD.post("ana", "/api/runs", body).raw().statusCode()).isEqualTo(200);
        assertThat(WORLD.post("ana", "/api/runs", body).json().path("detail").asText())
                .contains("already");
    }

    @Test
    void runsAreListedNewestFirst() {
        List<String> ids = new ArrayList<>();
        for (int count = 0; count < 3; count++) {
            ids.add(0, id(WORLD.run("sam", CITY, QUERCUS)));
        }

        JsonNode page = WORLD.get("ana", "/api/runs?person=sam&limit=2").ok();
        JsonNode rest =
                WORLD.get("ana", "/api/runs?person=sam&limit=2&offset=2").ok();

        assertThat(page.path("total").asInt()).isEqualTo(3);
        assertThat(ids(page)).isEqualTo(ids.subList(0, 2));
        assertThat(ids(rest)).isEqualTo(ids.subList(2, 3));
        assertThat(WORLD.get("ana", "/api/runs?limit=201").problem()).isEqualTo("request-invalid");
    }

    private static List<String> ids(JsonNode page) {
        List<String> ids = new ArrayList<>();
        page.path("runs").forEach(run -> ids.add(run.path("id").asText()));
        return ids;
    }

    private static String outcome(UUID id) {
        return WORLD.get("ana", "/api/runs/" + id).ok().path("outcome").asText();
    }

    private static String id(JsonNode answer) {
        return answer.path("run").path("id").asText();
    }

    private static void await(Callable<Boolean> condition) {
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(condition);
    }
}
