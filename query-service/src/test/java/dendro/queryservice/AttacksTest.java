package dendro.queryservice;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every attack that the guard refuses, sent to a service: it is refused with its reason, and nothing has been done. */
class AttacksTest {

    private static final Path ATTACKS = Path.of("../common/src/test/resources/dendro/query/guard");

    /** Set by a peer that evaluates what most attacks call. */
    private static final String MARKER = "dendro.queryservice.attacked";

    private static final String EXIT = "(System/exit 0)";
    private static final String MARK = "(System/setProperty \"" + MARKER + "\" \"1\")";

    /** Attacks where the procedures that are there are not. */
    private static final List<String> ALLOWED_HERE = List.of("interest");

    private static final int TEN_MEGABYTES = 10_000_000;
    private static final int DEEP = 10_000;

    private static Service service;
    private static List<Object> before;

    private record Attack(String place, String name, String text) {

        static Attack of(String line) {
            String[] parts = line.split("~", -1);
            return parts.length == 3
                    ? new Attack(parts[0], parts[1], parts[2])
                    : new Attack("the pull pattern", parts[0], parts[1]);
        }

        /** The same, leaving a mark where it would end the process. */
        Attack marking() {
            return text.contains(EXIT)
                    ? new Attack(
                            place,
                            name.replace(EXIT, MARK).replaceFirst("^System/exit$", "System/setProperty"),
                            text.replace(EXIT, text.contains("\"[:find") ? MARK.replace("\"", "\\\"") : MARK))
                    : this;
        }
    }

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        Path seed = Files.writeString(folder.resolve("trees.edn"), """
                [{:db/ident :tree/id, :db/valueType :db.type/string, :db/cardinality :db.cardinality/one,
                  :db/unique :db.unique/identity}
                 {:db/ident :tree/rings, :db/valueType :db.type/long, :db/cardinality :db.cardinality/one}
                 {:db/ident :tree/beside, :db/valueType :db.type/ref, :db/cardinality :db.cardinality/many}]
                [{:tree/id "oak", :tree/rings 108}]
                """);
        service = Service.started(Files.writeString(folder.resolve("query-service.yml"), """
                databases: {orchard: {uri: "datomic:mem://orchard", seed: "%s"}}
                limits: {body: 32MiB}
                server:
                  applicationConnectors: [{type: http, port: 0, bindHost: 127.0.0.1}]
                  adminConnectors: [{type: http, port: 0, bindHost: 127.0.0.1}]
                logging: {level: WARN}
                """.formatted(seed)));
        before = world();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @AfterEach
    void nothingHasBeenDone() throws Exception {
        assertThat(world()).isEqualTo(before);
    }

    /** What attacks are after: the mark, files, processes, and the database. */
    private static List<Object> world() throws Exception {
        return List.of(
                String.valueOf(System.getProperty(MARKER)),
                Files.exists(Path.of("f")),
                ProcessHandle.current().children().map(ProcessHandle::pid).collect(Collectors.toSet()),
                service.get("/v1/databases/orchard").json().get("basis-t").asLong(),
                asked("[:find ?rings . :where [?t :tree/id \"oak\"] [?t :tree/rings ?rings]]", List.of())
                        .json()
                        .at("/rows/0/0")
                        .asLong());
    }

    @Test
    void attackInAQuery_isRefusedWithItsReason() throws Exception {
        for (Attack attack : attacks("attacks-in-queries.txt")) {
            refused(attack, asked(attack.text(), List.of()));
        }
    }

    @Test
    void attackInRules_isRefusedWithItsReason() throws Exception {
        for (Attack attack : attacks("attacks-in-rules.txt")) {
            // This name is taken by a procedure.
            String rules = attack.text().replace("(late ", "(tardy ");

            refused(attack, asked("[:find ?x :in $ % :where (tardy ?x)]", List.of(rules)));
        }
    }

    @Test
    void attackInAPullPattern_isRefusedWithItsReason() throws Exception {
        for (Attack attack : attacks("attacks-in-patterns.txt")) {
            refused(attack, asked("[:find (pull ?x p) :in $ p :where [?x :tree/id]]", List.of(attack.text())));
        }
    }

    private static List<Attack> attacks(String file) throws IOException {
        List<Attack> attacks = Files.readAllLines(ATTACKS.resolve(file)).stream()
                .map(Attack::of)
                .filter(attack -> !ALLOWED_HERE.contains(attack.name()))
                .flatMap(attack -> Stream.of(attack, attack.marking()))
                .distinct()
                .toList();
        assertThat(attacks).hasSizeGreaterThan(10);
        return attacks;
    }

    private static void refused(Attack attack, Service.Response answer) {
        assertThat(answer.status()).as("%s: %s", attack, answer.body()).isEqualTo(403);
        assertThat(answer.contentType()).isEqualTo("application/problem+json");
        assertThat(answer.json().get("type").asText()).isEqualTo("urn:dendro:problem:query-forbidden");
        assertThat(answer.json().get("detail").asText()).startsWith("In " + attack.place());
        assertThat(answer.json().get("name").asText()).isEqualTo(attack.name());
        assertThat(answer.json().has("clause")).isTrue();
    }

    @Test
    void formsThatNestTooDeeply_areRefusedWhereverTheyStand() throws Exception {
        String vectors = "[".repeat(DEEP) + "]".repeat(DEEP);
        String lists = "(not ".repeat(DEEP) + "[?e :tree/id]" + ")".repeat(DEEP);
        String maps = "{:a ".repeat(DEEP) + "1" + "}".repeat(DEEP);
        List<Service.Response> answers = new ArrayList<>();
        for (String deep : List.of(vectors, lists, maps)) {
            answers.add(asked(deep, List.of()));
            answers.add(asked("[:find ?e :where " + deep + "]", List.of()));
            answers.add(asked("[:find ?e :in $ ?x :where [?e :tree/id ?x]]", List.of(deep)));
            answers.add(asked("[:find ?e :in $ % :where (r ?e)]", List.of(deep)));
            answers.add(asked("[:find (pull ?e p) :in $ p :where [?e :tree/id]]", List.of(deep)));
            answers.add(service.post("/v1/features", features(deep)));
        }
        answers.add(service.post("/v1/query", "{\"query\": \"[:find ?x]\", \"args\": " + vectors + "}"));
        answers.add(service.post("/v1/query", "{\"a\":".repeat(DEEP) + "1" + "}".repeat(DEEP)));

        assertThat(answers).allSatisfy(AttacksTest::isRefusal);
    }

    @Test
    void tenMegabytes_areRefusedWhateverTheyHold() throws Exception {
        String clauses = "[?x :tree/id \"oak\"]".repeat(TEN_MEGABYTES / 20);
        String text = "a".repeat(TEN_MEGABYTES);

        assertThat(List.of(
                        asked("[:find ?x :where " + clauses + "]", List.of()),
                        asked("[:find ?x :where [?x :tree/id \"" + text + "\"]]", List.of()),
                        asked("[:find ?x :where [?x :" + text + "]]", List.of()),
                        asked("[:find ?x :where [?x :tree/rings " + "9".repeat(TEN_MEGABYTES) + "N]]", List.of()),
                        asked("[:find ?e :in $ ?x :where [?e :tree/id ?x]]", List.of("\"" + text + "\"")),
                        asked("[:find ?e :in $ % :where (r ?e)]", List.of("[" + clauses + "]")),
                        asked(text, List.of()),
                        service.post("/v1/features", features(clauses)),
                        service.post("/v1/query", "[".repeat(TEN_MEGABYTES))))
                .allSatisfy(AttacksTest::isRefusal);
    }

    private static void isRefusal(Service.Response answer) {
        assertThat(answer.status()).as(answer.body()).isIn(400, 403, 413);
        assertThat(answer.contentType()).isEqualTo("application/problem+json");
        assertThat(answer.body()).hasSizeLessThan(2_000).doesNotContain("Exception", "StackOverflow", "\tat ");
    }

    private static String features(String text) {
        return Service.JSON
                .createObjectNode()
                .put("features", text)
                .<ObjectNode>set("rows", Service.JSON.createArrayNode())
                .toString();
    }

    /** A query of one database without a name, with arguments of EDN. */
    private static Service.Response asked(String query, List<String> args) throws Exception {
        ObjectNode body = Service.JSON.createObjectNode().put("query", query);
        body.putObject("sources").putObject("$").put("database", "orchard");
        args.forEach(arg -> body.withArray("args").addObject().put("edn", arg));
        return service.post("/v1/query", body.toString());
    }
}
