package dendro.queryservice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The databases of the fixtures, tied together by what the configuration declares. */
class ReferencesTest {

    private static final String PURCHASE = "/v1/databases/purchases/entity?attribute=purchase/id&value=pur-108";
    private static final String CUSTOMER = "/v1/databases/customers/entity?attribute=customer/id&value=cus-quercus";
    private static final String BOUGHT_AT = "2014-11-15T13:37:42.108Z";

    private static final String REFERENCES = """
            references:
              - "purchases :purchase/customer-id -> customers :customer/id"
              - "purchases :purchase/merchant-id -> merchants :merchant/id"
              - "bills :bill/customer-id -> customers :customer/id"
              - "purchases :purchase/customer-id -> broken :customer/id"
              - "purchases :purchase/customer-id -> customers :customer/misspelt"
              - "purchases :purchase/customer-id -> customers :customer/name"
              - "purchases :purchase/amount -> nowhere :amount/id"
              - "purchases :purchase/amount -> customers :customer/id"
            """;

    private static Service service;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        service = Service.started(configuration(folder, """
                  customers: {uri: "datomic:backup:file:%1$s/customers"}
                  merchants: {uri: "datomic:backup:file:%1$s/merchants"}
                  purchases: {uri: "datomic:backup:file:%1$s/purchases"}
                  bills: {uri: "datomic:backup:file:%1$s/bills"}
                  broken: {uri: "datomic:backup:file:%2$s/broken"}
                """.formatted(Service.BACKUPS, folder), REFERENCES));
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    private static Path configuration(Path folder, String databases, String references) throws Exception {
        return Files.writeString(folder.resolve("query-service.yml"), """
                databases:
                %s%s
                limits: {cursorWait: 500ms}
                server:
                  applicationConnectors: [{type: http, port: 0, bindHost: 127.0.0.1}]
                  adminConnectors: [{type: http, port: 0, bindHost: 127.0.0.1}]
                logging: {level: WARN}
                """.formatted(databases, references));
    }

    @Test
    void schema_isOfAllDatabasesAndNamesThoseThatCannotBeRead() throws Exception {
        JsonNode databases = service.get("/v1/schema").json().get("databases");

        assertThat(databases.findValuesAsText("name"))
                .containsExactly("bills", "broken", "customers", "merchants", "purchases");
        for (JsonNode database : databases) {
            String name = database.get("name").asText();
            if (name.equals("broken")) {
                assertThat(database.at("/problem/detail").asText()).contains("holds no backup");
            } else {
                assertThat(database)
                        .isEqualTo(service.get("/v1/databases/" + name).json());
                assertThat(database.get("attributes")).isNotEmpty();
            }
        }
    }

    @Test
    void schema_hasTheReferencesAndWhatIsWrongWithThem() throws Exception {
        JsonNode references = service.get("/v1/schema").json().get("references");

        assertThat(references).hasSize(8);
        assertThat(references.get(0).toString())
                .isEqualTo("{\"from\":{\"database\":\"purchases\",\"attribute\":\":purchase/customer-id\"},"
                        + "\"to\":{\"database\":\"customers\",\"attribute\":\":customer/id\"}}");
        assertThat(references.get(2).has("problem")).isFalse();
        assertThat(references.get(3).at("/problem/type").asText()).contains("database-unavailable");
        assertThat(references.get(4).at("/problem/type").asText()).contains("attribute-unknown");
        assertThat(references.get(5).at("/problem/detail").asText()).contains("not unique");
        assertThat(references.get(6).at("/problem/type").asText()).contains("database-unknown");
        assertThat(references.get(7).at("/problem/detail").asText()).contains("of type");
    }

    @Test
    void referenceThatDoesNotFitTheSchemas_isUnhealthy() throws Exception {
        JsonNode health = service.getAdmin("/healthcheck").json();

        assertThat(health.get("reference purchases :purchase/customer-id -> customers :customer/id")
                        .get("healthy")
                        .asBoolean())
                .isTrue();
        assertThat(health.get("reference purchases :purchase/customer-id -> customers :customer/misspelt")
                        .get("message")
                        .asText())
                .contains("has no attribute :customer/misspelt");
    }

    @Test
    void entity_linksToWhatItRefersToAsOfTheSameInstant() throws Exception {
        JsonNode purchase = service.get(PURCHASE + "&as-of=" + BOUGHT_AT).json();
        JsonNode customer = links(purchase, "refers-to", ":purchase/customer-id", "customers");
        JsonNode merchant = links(purchase, "refers-to", ":purchase/merchant-id", "merchants");

        assertThat(customer).hasSize(1);
        assertThat(customer.get(0).get("attribute").asText()).isEqualTo(":customer/id");
        assertThat(customer.get(0).get("value").asText()).isEqualTo("cus-quercus");
        assertThat(customer.get(0).get("found").asBoolean()).isTrue();
        assertThat(followed(customer.get(0)).at("/entity/customer~1city").asText())
                .isEqualTo("São Paulo");
        assertThat(followed(merchant.get(0)).at("/entity/merchant~1name").asText())
                .isEqualTo("Quercus Bookshop");
        assertThat(purchase.get("cursor").has("customers")).isTrue();
        assertThat(followed(customer.get(0)).at("/cursor/customers"))
                .isEqualTo(purchase.get("cursor").get("customers"));
    }

    @Test
    void entity_isLinkedToByWhatRefersToItAtThatInstantOnly() throws Exception {
        JsonNode then = service.get(CUSTOMER + "&as-of=" + BOUGHT_AT).json();
        JsonNode before =
                service.get(CUSTOMER + "&as-of=2014-11-15T13:37:42.107Z").json();

        JsonNode bought = links(then, "referred-to-by", ":purchase/customer-id", "purchases");
        assertThat(bought.findValuesAsText("value")).containsExactly("pur-108");
        assertThat(bought.get(0).get("attribute").asText()).isEqualTo(":purchase/id");
        assertThat(followed(bought.get(0)).at("/entity/purchase~1amount").asLong())
                .isEqualTo(133700);
        assertThat(links(before, "referred-to-by", ":purchase/customer-id", "purchases"))
                .isEmpty();
    }

    @Test
    void entityAsOfAT_isLinkedAsOfTheInstantOfThatTransaction() throws Exception {
        long t = service.get(PURCHASE + "&as-of=" + BOUGHT_AT)
                .json()
                .at("/cursor/purchases")
                .asLong();

        JsonNode customer =
                links(service.get(PURCHASE + "&as-of=" + t).json(), "refers-to", ":purchase/customer-id", "customers");

        assertThat(customer.get(0).get("path").asText()).contains("2014-11-15T13%3A37%3A42.108Z");
        assertThat(followed(customer.get(0)).at("/entity/customer~1city").asText())
                .isEqualTo("São Paulo");
    }

    @Test
    void newestEntity_isLinkedToTheNewestStateOfTheOthers() throws Exception {
        JsonNode purchase = service.get(PURCHASE).json();
        JsonNode customer = links(purchase, "refers-to", ":purchase/customer-id", "customers");

        assertThat(followed(customer.get(0)).at("/entity/customer~1city").asText())
                .isEqualTo("Richmond");
        assertThat(followed(customer.get(0)).at("/cursor/customers")).isEqualTo(purchase.at("/cursor/customers"));
    }

    @Test
    void referenceThatCannotBeFollowed_isInTheAnswerWithItsProblem() throws Exception {
        JsonNode refersTo = service.get(PURCHASE).json().get("refers-to");

        assertThat(refersTo.findParents("problem"))
                .extracting(group ->
                        group.get("by").asText() + " " + group.get("database").asText() + " "
                                + group.at("/problem/type").asText().replaceAll(".*[:/]", ""))
                .containsExactly(
                        ":purchase/customer-id broken database-unavailable",
                        ":purchase/customer-id customers attribute-unknown",
                        ":purchase/customer-id customers request-invalid",
                        ":purchase/amount nowhere database-unknown",
                        ":purchase/amount customers request-invalid");
    }

    @Test
    void referenceByAnAttributeThatIsNotIndexed_saysThatItIsFollowedForwardsOnly(@TempDir Path folder)
            throws Exception {
        Path seed = Files.writeString(folder.resolve("trees.edn"), """
                [{:db/ident :tree/id, :db/valueType :db.type/long, :db/cardinality :db.cardinality/one,
                  :db/unique :db.unique/identity}
                 {:db/ident :leaf/tree-id, :db/valueType :db.type/long, :db/cardinality :db.cardinality/one}
                 {:db/ident :fruit/tree-id, :db/valueType :db.type/long, :db/cardinality :db.cardinality/one,
                  :db/index true}]
                [{:tree/id 108} {:tree/id 109, :leaf/tree-id 108}]
                """);
        Path configuration = configuration(
                folder,
                "  trees: {uri: \"datomic:mem://unindexed-%s\", seed: \"%s\"}".formatted(UUID.randomUUID(), seed),
                "\nreferences: [\"trees :leaf/tree-id -> trees :tree/id\", \"trees :fruit/tree-id -> trees :tree/id\"]");

        try (Service trees = Service.started(configuration)) {
            JsonNode references = trees.get("/v1/schema").json().get("references");
            JsonNode leaf = trees.get("/v1/databases/trees/entity?attribute=tree/id&value=109")
                    .json();
            JsonNode tree = trees.get("/v1/databases/trees/entity?attribute=tree/id&value=108")
                    .json();

            assertThat(references.get(0).has("problem")).isFalse();
            assertThat(references.get(0).at("/problem-backwards/detail").asText())
                    .isEqualTo("What refers by trees :leaf/tree-id cannot be looked up: the attribute is not indexed"
                            + " (:db/index true).");
            assertThat(references.get(1).has("problem-backwards")).isFalse();
            assertThat(leaf.at("/refers-to/0/links/0/value").asLong()).isEqualTo(108);
            assertThat(tree.at("/referred-to-by/0/problem"))
                    .isEqualTo(references.get(0).get("problem-backwards"));
            assertThat(trees.getAdmin("/healthcheck")
                            .json()
                            .at("/reference trees :leaf~1tree-id -> trees :tree~1id/message")
                            .asText())
                    .contains("not indexed");
        }
    }

    @Test
    void lineThatIsNotAReference_keepsTheServiceFromStarting(@TempDir Path folder) throws Exception {
        Path configuration = configuration(
                folder,
                "  customers: {uri: \"datomic:mem://references-%s\"}".formatted(UUID.randomUUID()),
                "\nreferences: [\"purchases :purchase/customer-id > customers :customer/id\"]");

        assertThatThrownBy(() -> Service.started(configuration))
                .hasMessageContaining("'purchases :purchase/customer-id > customers :customer/id' is not a reference");
    }

    @Test
    void linksOfOneReference_areBoundedAndSayThatThereAreMore(@TempDir Path folder) throws Exception {
        StringBuilder seed = new StringBuilder("""
                [{:db/ident :tree/id, :db/valueType :db.type/long, :db/cardinality :db.cardinality/one,
                  :db/unique :db.unique/identity}
                 {:db/ident :leaf/tree, :db/valueType :db.type/ref, :db/cardinality :db.cardinality/one}
                 {:db/ident :leaf/tree-id, :db/valueType :db.type/long, :db/cardinality :db.cardinality/one,
                  :db/index true}]
                [{:tree/id 108}]
                [""");
        for (int leaf = 0; leaf < 101; leaf++) {
            seed.append("{:leaf/tree [:tree/id 108] :leaf/tree-id 108}\n");
        }
        Path file = Files.writeString(folder.resolve("trees.edn"), seed.append("]"));
        Path configuration = configuration(
                folder,
                "  trees: {uri: \"datomic:mem://trees-%s\", seed: \"%s\"}".formatted(UUID.randomUUID(), file),
                "\nreferences: [\"trees :leaf/tree-id -> trees :tree/id\"]");

        try (Service trees = Service.started(configuration)) {
            JsonNode groups = trees.get("/v1/databases/trees/entity?attribute=tree/id&value=108")
                    .json()
                    .get("referred-to-by");

            assertThat(groups.findValuesAsText("by")).containsExactly(":leaf/tree", ":leaf/tree-id");
            for (JsonNode group : groups) {
                assertThat(group.get("links")).hasSize(100);
                assertThat(group.get("more").asBoolean()).isTrue();
                JsonNode link = group.at("/links/0");
                assertThat(trees.get(link.get("path").asText()).json().at("/entity/db~1id"))
                        .isEqualTo(link.get("entity"));
            }
        }
    }

    @Test
    void links_neverTellOfAPrivateAttribute(@TempDir Path folder) throws Exception {
        String references = """
                references:
                  - "customers :customer/email -> customers :customer/id"
                  - "customers :customer/id -> customers :customer/email"
                """;
        String quercus = CUSTOMER;
        String ilex = CUSTOMER.replace("quercus", "ilex");
        try (Service secretive = PrivateWorld.start(folder, references, 0)) {
            for (String path : List.of(quercus, ilex)) {
                assertThat(text(secretive, path, "analyst"))
                        .contains("refers-to")
                        .doesNotContain("@forest", "customer/mail", "customer/email");
            }
            assertThat(text(secretive, quercus, "admin")).contains(":customer/email", PrivateWorld.SECRET);

            JsonNode friend = Service.JSON.readTree(text(secretive, ilex, "analyst"));
            JsonNode admirer = Service.JSON.readTree(text(secretive, quercus, "analyst"));
            assertThat(friend.at("/refers-to/0/links/0/value").asText()).isEqualTo("cus-quercus");
            assertThat(admirer.at("/referred-to-by/0/by").asText()).isEqualTo(":customer/friend");
            assertThat(admirer.at("/referred-to-by/0/links/0/value").asText()).isEqualTo("cus-ilex");

            JsonNode schema = Service.JSON.readTree(text(secretive, "/v1/schema", "scorer"));
            assertThat(whenever(schema.get("databases").get(0)))
                    .isEqualTo(whenever(Service.JSON.readTree(text(secretive, "/v1/databases/customers", "scorer"))));
        }
    }

    /** Of a database that is observed anew all the time. */
    private static JsonNode whenever(JsonNode database) {
        ObjectNode without = database.deepCopy();
        assertThat(without.remove("observed-at")).isNotNull();
        return without;
    }

    private static String text(Service from, String path, String role) throws Exception {
        byte[] body =
                from.raw(PrivateWorld.as(PrivateWorld.get(from, path), role)).body();
        return new String(body, StandardCharsets.UTF_8);
    }

    private static JsonNode followed(JsonNode link) throws Exception {
        return service.get(link.get("path").asText()).json();
    }

    private static JsonNode links(JsonNode answer, String direction, String by, String database) {
        for (JsonNode group : answer.get(direction)) {
            if (group.get("by").asText().equals(by)
                    && group.get("database").asText().equals(database)
                    && group.has("links")) {
                return group.get("links");
            }
        }
        return Service.JSON.createArrayNode();
    }
}
