package dendro.queryservice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever somebody without the role asks, no email address comes out. */
class PrivateAttributesTest {

    private static Service service;
    private static Path audit;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        audit = folder.resolve("audit.log");
        service = PrivateWorld.start(folder, "audit: {file: \"%s\"}%n".formatted(audit));
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    /** Ways to an email address that do not name its attribute. */
    static List<String> detours() {
        String mail = "[$customers ?a :db/ident ?i] [(name ?i) ?n] [(= ?n \"mail\")]";
        return List.of(
                "[:find ?n ?v :in $customers :where [$customers ?e :customer/id ?n] [$customers ?e ?a ?v]]",
                "[:find ?a ?v :in $customers :where [$customers ?e :customer/id \"cus-quercus\"] [$customers ?e ?a ?v]]",
                "[:find (pull $customers ?e [*]) :in $customers :where [$customers ?e :customer/id]]",
                "[:find (pull $customers ?e [{:customer/friend [*]}]) :in $customers :where [$customers ?e :customer/id]]",
                "[:find ?v :in $customers :where [$customers ?e :customer/id] [$customers ?e MAIL ?v]]",
                "[:find ?v :in $customers :where " + mail + " [$customers ?e ?a ?v]]",
                "[:find ?v :in $customers :where [$customers ?e :customer/id]"
                        + " [(datomic.api/q (quote [:find ?x :in $ ?c :where [$ ?c ?a ?x]]) $customers ?e) [[?v]]]]",
                "[:find ?v :in $customers :where [(keyword \"customer\" \"mail\") ?a] [$customers ?e ?a ?v]]",
                "[:find ?v :in $customers :where [(keyword \"customer\" \"email\") ?a] [$customers ?e ?a ?v]]",
                "[:find ?v :in $customers :where [(str \"customer/\" \"email\") ?n] [(keyword ?n) ?a]"
                        + " [$customers ?e ?a ?v]]",
                "[:find ?v :in $customers :where [(keyword \"customer\" \"email\") ?k]"
                        + " [(datomic.api/entid $customers ?k) ?a] [$customers ?e ?a ?v]]",
                "[:find ?v :in $customers :where [$customers ?e :customer/id] [(keyword \"customer\" \"mail\") ?a]"
                        + " [(get-else $customers ?e ?a \"none\") ?v]]",
                "[:find ?v :in $customers :where [$customers ?e :customer/id] [(get-else $customers ?e MAIL \"none\") ?v]]",
                "[:find ?v :in $customers :where [$customers ?e :customer/id] [(keyword \"customer\" \"mail\") ?a]"
                        + " [(get-some $customers ?e ?a :customer/id) [_ ?v]]]",
                "[:find ?v :in $customers :where [(keyword \"customer\" \"note\") ?a]"
                        + " [(fulltext $customers ?a \"writes\") [[?e ?v]]]]",
                "[:find ?v :in $customers :where [(fulltext $customers NOTE \"writes\") [[?e ?v]]]]");
    }

    @ParameterizedTest
    @MethodSource("detours")
    void query_neverBringsAPrivateValue(String query) throws Exception {
        for (String cursor : List.of("", ", \"cursor\": {\"customers\": 1001}")) {
            assertThat(queried(query, cursor, "analyst")).doesNotContain("@forest");
        }
    }

    @ParameterizedTest
    @MethodSource("detours")
    void query_bringsItToThoseWithTheRole(String query) throws Exception {
        assertThat(queried(query, "", "admin")).contains("@forest");
    }

    private static String queried(String query, String more, String role) throws Exception {
        String numbered = query.replace("MAIL", attributeId("mail")).replace("NOTE", attributeId("note"));
        String body = "{\"query\": " + Service.JSON.writeValueAsString(numbered) + more + "}";
        return text(PrivateWorld.post(service, "/v1/query", body), role);
    }

    private static String attributeId(String name) throws Exception {
        String query =
                "{\"query\": \"[:find ?a . :in $customers :where [$customers ?a :db/ident :customer/" + name + "]]\"}";
        return Service.JSON
                .readTree(text(PrivateWorld.post(service, "/v1/query", query), "admin"))
                .at("/rows/0/0")
                .asText();
    }

    /** Questions about whether somebody has an address, or one like it. */
    static List<String> guesses() {
        return List.of(
                "[:find ?e :in $customers ?guess :where [$customers ?e :customer/id] [$customers ?e ?a ?guess]]",
                "[:find ?e :in $customers ?guess :where [$customers ?e MAIL ?guess]]",
                "[:find ?i :in $customers ?guess :where [(keyword \"customer\" \"mail\") ?a] [(vector ?a ?guess) ?ref]"
                        + " [(datomic.api/entid $customers ?ref) ?e] [$customers ?e :customer/id ?i]]",
                "[:find ?i :in $customers ?guess :where [(keyword \"customer\" \"mail\") ?a] [(vector ?a ?guess) ?e]"
                        + " [$customers ?e :customer/id ?i]]",
                "[:find ?i :in $customers ?guess :where [$customers ?e ?a ?v] [(= ?v ?guess)] [(subs ?v 999) ?x]"
                        + " [$customers ?e :customer/id ?i]]",
                "[:find ?i :in $customers ?guess :where [$customers ?e ?a ?v] [(= ?v ?guess)] [(parse-long ?v 1) ?x]"
                        + " [$customers ?e :customer/id ?i]]",
                "[:find ?i :in $customers ?guess :where [$customers ?e ?a ?v] [(= ?v ?guess)] [(inc ?v) ?x]"
                        + " [$customers ?e :customer/id ?i]]");
    }

    /** Neither rows nor the words of an error tell a guess that is right from one that is not. */
    @ParameterizedTest
    @MethodSource("guesses")
    void rightGuess_isAnsweredLikeAWrongOne(String query) throws Exception {
        assertThat(guessed(query, PrivateWorld.SECRET, "analyst"))
                .isEqualTo(guessed(query, "nobody@nowhere.example", "analyst"));
        assertThat(guessed(query, PrivateWorld.SECRET, "admin"))
                .isNotEqualTo(guessed(query, "nobody@nowhere.example", "admin"));
    }

    /** All of the answer but what differs from one call to the next. */
    private static String guessed(String query, String guess, String role) throws Exception {
        ObjectNode answer = (ObjectNode) Service.JSON.readTree(queried(query, ", \"args\": [\"" + guess + "\"]", role));
        return answer.without(List.of("elapsed-ms")).toString().replace(guess, "GUESS");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[:find ?v :in $customers :where [$customers _ :customer/email ?v]]",
                "[:find ?v :in $customers :where [$customers _ :customer/mail ?v]]",
                "[:find ?v :in $customers :where [$customers _ :customer/id+email ?v]]",
                "[:find ?i :in $customers :where [$customers ?e :customer/id ?i]"
                        + " [(missing? $customers ?e :customer/email)]]",
                "[:find (pull $customers ?e [:customer/mail]) :in $customers :where [$customers ?e :customer/id]]",
                "[:find (pull $customers ?e [:customer/patron]) :in $customers :where [$customers ?e :customer/id]]",
                "[:find (pull $customers ?e [:customer/_patron]) :in $customers :where [$customers ?e :customer/id]]",
                "[:find (pull $customers ?e [{:customer/_patron [:customer/id]}]) :in $customers"
                        + " :where [$customers ?e :customer/id]]",
                "[:find (pull $customers ?e [[:customer/_patron :as :p]]) :in $customers"
                        + " :where [$customers ?e :customer/id]]",
            })
    void queryThatNamesAPrivateAttribute_isRefused(String query) throws Exception {
        String body = "{\"query\": \"" + query + "\"}";

        assertThat(status(PrivateWorld.post(service, "/v1/query", body), "analyst"))
                .isEqualTo(403);
        assertThat(text(PrivateWorld.post(service, "/v1/query", body), "analyst"))
                .contains("attribute-private")
                .doesNotContain(PrivateWorld.SECRET);
    }

    @Test
    void evolution_knowsNothingPrivateEither() throws Exception {
        String series =
                "{\"query\": \"[:find ?v :in $customers :where [$customers ?e :customer/id] [$customers ?e %s ?v]]\","
                        + " \"from\": \"%2$s\", \"to\": \"%2$s\", \"step\": \"P1D\"}";
        String wild = series.formatted("?a", java.time.Instant.now());
        String named = series.formatted(":customer/email", java.time.Instant.now());

        assertThat(text(PrivateWorld.post(service, "/v1/query/evolution", wild), "analyst"))
                .contains("São Paulo")
                .doesNotContain("@forest");
        assertThat(text(PrivateWorld.post(service, "/v1/query/evolution", wild), "admin"))
                .contains(PrivateWorld.SECRET);
        assertThat(text(PrivateWorld.post(service, "/v1/query/evolution", named), "analyst"))
                .contains("attribute-private");
    }

    @Test
    void lookupByAPrivateAttribute_isRefused() throws Exception {
        String body = "{\"query\": \"[:find ?i :in $customers ?e :where [$customers ?e :customer/id ?i]]\","
                + " \"args\": [{\"edn\": \"[:customer/email \\\"" + PrivateWorld.SECRET + "\\\"]\"}]}";

        assertThat(text(PrivateWorld.post(service, "/v1/query", body), "analyst"))
                .contains("attribute-private");
        assertThat(text(PrivateWorld.post(service, "/v1/query", body), "admin")).contains("cus-quercus");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"view\": \"history\"", "\"since\": 1000", "\"since\": \"2014-01-01T00:00:00Z\""})
    void viewOfADatabase_neverBringsAPrivateValue(String view) throws Exception {
        String body = "{\"query\": \"[:find ?n ?v :in $h $ :where [$ ?e :customer/id ?n] [$h ?e ?a ?v]]\","
                + " \"sources\": {\"$\": {\"database\": \"customers\"}, \"$h\": {\"database\": \"customers\", %s}}%s}";

        for (String cursor : List.of("", ", \"cursor\": \"" + java.time.Instant.now() + "\"")) {
            String request = body.formatted(view, cursor);

            assertThat(text(PrivateWorld.post(service, "/v1/query", request), "analyst"))
                    .contains("São Paulo")
                    .doesNotContain("@forest");
            assertThat(text(PrivateWorld.post(service, "/v1/query", request), "admin"))
                    .contains(PrivateWorld.SECRET);
        }
    }

    /** A log cannot be filtered; whoever may not see all that is in it, does not see it. */
    @ParameterizedTest
    @ValueSource(strings = {"$log", "?log"})
    void log_isOnlyForThoseWhoMaySeeEveryAttribute(String variable) throws Exception {
        String body = "{\"query\": \"[:find ?v :in %1$s :where [(tx-ids %1$s nil nil) [?tx ...]] [(tx-data %1$s ?tx)"
                + " [[_ _ ?v]]]]\", \"sources\": {\"%1$s\": {\"database\": \"customers\", \"view\": \"log\"}}}";
        String request = body.formatted(variable);

        assertThat(status(PrivateWorld.post(service, "/v1/query", request), "analyst"))
                .isEqualTo(403);
        assertThat(text(PrivateWorld.post(service, "/v1/query", request), "analyst"))
                .contains("attribute-private", "its log is for those who may see all of them")
                .doesNotContain("@forest");
        assertThat(text(PrivateWorld.post(service, "/v1/query", request), "admin"))
                .contains(PrivateWorld.SECRET, PrivateWorld.FORMER);
    }

    @Test
    void privateAttributeNamedByTuplesOrRules_isRefused() throws Exception {
        String tuples = "{\"query\": \"[:find ?v :in $customers $t :where [$t ?a] [$customers _ ?a ?v]]\","
                + " \"sources\": {\"$t\": {\"tuples\": [[{\"edn\": \":customer/email\"}]]}}}";
        String rules = "{\"query\": \"[:find ?v :in $customers % :where ($customers mail ?v)]\","
                + " \"args\": [{\"edn\": \"[[(mail ?v) [_ :customer/mail ?v]]]\"}]}";

        for (String body : List.of(tuples, rules)) {
            assertThat(text(PrivateWorld.post(service, "/v1/query", body), "analyst"))
                    .contains("attribute-private")
                    .doesNotContain("@forest");
            assertThat(text(PrivateWorld.post(service, "/v1/query", body), "admin"))
                    .contains(PrivateWorld.SECRET);
        }
    }

    @Test
    void explanation_isOfWhatTheCallerSees() throws Exception {
        String wild = "[$customers ?c ?a ?v] [$customers ?a :db/ident ?i] [(name ?i) ?n] [(= ?n \\\"mail\\\")]";
        String city = "[$customers ?c :customer/city ?v]";
        String mail = "[$customers ?c :customer/email ?v]";

        assertThat(explained(city, "scorer"))
                .isEqualTo(explained(city, "admin"))
                .contains("compiled");
        assertThat(explained(wild, "scorer")).contains("one Peer.query a row", "left out");
        assertThat(explained(mail, "scorer")).contains("attribute-private");
        assertThat(explained(mail, "admin")).contains("compiled");
    }

    private static String explained(String clause, String role) throws Exception {
        String body = "{\"features\": " + featureSet(clause) + "}";
        return text(PrivateWorld.post(service, "/v1/features/explain", body), role);
    }

    @Test
    void schema_saysOfAPrivateAttributeOnlyThatItIsThere() throws Exception {
        JsonNode attributes = Service.JSON
                .readTree(text(PrivateWorld.get(service, "/v1/databases/customers"), "analyst"))
                .get("attributes");

        for (JsonNode attribute : attributes) {
            boolean hidden = attribute.get("attribute").asText().matches(".*(mail|note|patron)");
            assertThat(attribute.has("private")).as(attribute.toString()).isEqualTo(hidden);
            assertThat(attribute.has("datoms")).as(attribute.toString()).isEqualTo(!hidden);
        }
    }

    @Test
    void entityAndHistory_leavePrivateAttributesOut() throws Exception {
        String entity = "/v1/databases/customers/entity?attribute=customer/id&value=cus-quercus";
        String history = entity.replace("entity?", "entity/history?");

        assertThat(text(PrivateWorld.get(service, entity), "analyst"))
                .contains("São Paulo")
                .doesNotContain("@forest");
        assertThat(text(PrivateWorld.get(service, entity + "&as-of=1002"), "analyst"))
                .contains("São Paulo")
                .doesNotContain("@forest");
        assertThat(text(PrivateWorld.get(service, history), "analyst"))
                .contains("São Paulo")
                .doesNotContain("@forest");
        String id = Service.JSON
                .readTree(text(PrivateWorld.get(service, entity), "admin"))
                .at("/entity/db~1id")
                .asText();
        for (String path : List.of("entity?entity=", "entity/history?entity=")) {
            assertThat(text(PrivateWorld.get(service, "/v1/databases/customers/" + path + id), "analyst"))
                    .contains("São Paulo")
                    .doesNotContain("@forest");
        }
        assertThat(text(PrivateWorld.get(service, entity), "admin")).contains(PrivateWorld.SECRET);
        assertThat(text(PrivateWorld.get(service, history), "admin"))
                .contains(PrivateWorld.SECRET)
                .contains(PrivateWorld.FORMER);
    }

    @Test
    void entityNamedByAPrivateAttribute_isRefused() throws Exception {
        String path = "/v1/databases/customers/entity?attribute=customer/email&value=" + PrivateWorld.SECRET;

        assertThat(status(PrivateWorld.get(service, path), "analyst")).isEqualTo(403);
        assertThat(status(PrivateWorld.get(service, path), "admin")).isEqualTo(200);
    }

    /** Configured by the name it had once. */
    @ParameterizedTest
    @ValueSource(strings = {"customer/email", "customer/mail"})
    void auditLog_hasNoValueOfAPrivateAttributeByWhateverName(String attribute) throws Exception {
        for (String path : List.of("entity", "entity/history")) {
            String id = "audited-" + UUID.randomUUID();
            String address = "/v1/databases/customers/" + path + "?attribute=" + attribute + "&value=";

            HttpResponse<byte[]> seen =
                    service.raw(PrivateWorld.as(PrivateWorld.get(service, address + PrivateWorld.SECRET), "admin")
                            .header("Dendro-Request-Id", id));

            assertThat(seen.statusCode()).isEqualTo(200);
            assertThat(auditLine(id)).contains(":" + attribute + " = (private)").doesNotContain("@forest");
        }
    }

    @Test
    void auditLog_hasTheValueOfAnAttributeThatIsNotPrivate() throws Exception {
        String id = "audited-" + UUID.randomUUID();
        String address = "/v1/databases/customers/entity?attribute=customer/id&value=cus-quercus";

        service.raw(
                PrivateWorld.as(PrivateWorld.get(service, address), "analyst").header("Dendro-Request-Id", id));

        assertThat(auditLine(id)).contains(":customer/id = cus-quercus");
    }

    /** As soon as it is there. */
    private static String auditLine(String requestId) {
        return await().atMost(Duration.ofSeconds(10))
                .until(
                        () -> Files.readAllLines(audit).stream()
                                .filter(line -> line.contains(requestId) && line.endsWith("}"))
                                .findFirst()
                                .orElse(""),
                        line -> !line.isEmpty());
    }

    @Test
    void featureSetThatNamesAPrivateAttribute_isRefused() throws Exception {
        String named = features("[$customers ?c :customer/email ?v]");

        assertThat(text(PrivateWorld.post(service, "/v1/features", named), "scorer"))
                .contains("attribute-private");
        assertThat(text(PrivateWorld.post(service, "/v1/features", named), "admin"))
                .contains(PrivateWorld.SECRET);
        assertThat(text(
                        PrivateWorld.post(service, "/v1/training-set", training("[$customers ?c :customer/email ?v]")),
                        "trainer"))
                .contains("attribute-private");
    }

    /** The engine reads timelines, which know no callers; what it leaves to the peer may read any attribute. */
    @Test
    void featureSetThatComesUponAPrivateAttribute_findsItMissing() throws Exception {
        String wild = "[$customers ?c ?a ?v] [$customers ?a :db/ident ?i] [(name ?i) ?n] [(= ?n \\\"mail\\\")]";

        assertThat(text(PrivateWorld.post(service, "/v1/features", features(wild)), "admin"))
                .contains(PrivateWorld.SECRET);
        assertThat(text(PrivateWorld.post(service, "/v1/features", features(wild)), "scorer"))
                .contains("\"values\":{}")
                .doesNotContain("@forest");
        assertThat(text(PrivateWorld.post(service, "/v1/training-set", training(wild)), "trainer"))
                .contains("\"values\":{}")
                .doesNotContain("@forest");
    }

    @Test
    void featureSetOfOtherAttributes_isAnsweredAsEver() throws Exception {
        assertThat(text(
                        PrivateWorld.post(service, "/v1/features", features("[$customers ?c :customer/city ?v]")),
                        "scorer"))
                .contains("São Paulo");
    }

    private static String features(String clause) {
        return "{\"features\": " + featureSet(clause) + ", \"rows\": [{\"id\": \"cus-quercus\", \"timestamp\": \""
                + java.time.Instant.now() + "\"}]}";
    }

    private static String training(String clause) {
        return "{\"features\": " + featureSet(clause) + ", \"from\": \"2014-01-01T00:00:00Z\", \"to\": \""
                + java.time.Instant.now().plusMillis(20) + "\"}";
    }

    private static String featureSet(String clause) {
        return "\"{:name :f :entity {:database :customers :attribute :customer/id} :types {:v :text}"
                + " :features [[:find ?v :keys v :in $customers ?id :where [$customers ?c :customer/id ?id] " + clause
                + "]]}\"";
    }

    private static String text(HttpRequest.Builder request, String role) throws Exception {
        return new String(service.raw(PrivateWorld.as(request, role)).body(), java.nio.charset.StandardCharsets.UTF_8);
    }

    private static int status(HttpRequest.Builder request, String role) throws Exception {
        return service.raw(PrivateWorld.as(request, role)).statusCode();
    }
}
