package dendro.savedqueries.run;

import clojure.java.api.Clojure;
import clojure.lang.IFn;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dendro.edn.Edn;
import dendro.queryservice.RunningQueryService;
import dendro.savedqueries.RunningSavedQueries;
import dendro.savedqueries.TestServices;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.jdbi.v3.core.Jdbi;

/**
 * Customers in a database that a test may change, a query-service over them that knows ana and bo (analysts), sam (an
 * analyst whose token the schedules have) and root (an admin, who alone sees emails), and saved queries before it.
 */
public final class RunWorld implements AutoCloseable {

    /** Reads answers. */
    public static final ObjectMapper JSON = new ObjectMapper();

    /** Takes longer than any test, and can be cancelled at any time. */
    public static final String SLOW = "[:find (count ?c) . :in $customers :where [$customers ?a :customer/number ?x]"
            + " [$customers ?b :customer/number ?y] [$customers ?c :customer/number ?z] [(< ?x ?y ?z)]]";

    private static final String SEED = """
            [{:db/ident :customer/id, :db/valueType :db.type/string, :db/cardinality :db.cardinality/one,
              :db/unique :db.unique/identity}
             {:db/ident :customer/email, :db/valueType :db.type/string, :db/cardinality :db.cardinality/one}
             {:db/ident :customer/city, :db/valueType :db.type/string, :db/cardinality :db.cardinality/one}
             {:db/ident :customer/limit, :db/valueType :db.type/long, :db/cardinality :db.cardinality/one}
             {:db/ident :customer/grade, :db/valueType :db.type/string, :db/cardinality :db.cardinality/one}
             {:db/ident :customer/last-seen, :db/valueType :db.type/string, :db/cardinality :db.cardinality/one,
              :db/noHistory true}
             {:db/ident :customer/number, :db/valueType :db.type/long, :db/cardinality :db.cardinality/one}]
            [{:customer/id "cus-quercus", :customer/email "quercus@forest.example", :customer/city "São Paulo",
              :customer/limit 1000, :customer/grade "a", :customer/last-seen "Monday"}
             {:customer/id "cus-ilex", :customer/city "Lisbon", :customer/limit 2500, :customer/grade "b"}]
            [{:customer/id "cus-quercus", :customer/city "Richmond"}]
            """;

    private final String database = "datomic:mem://runs-" + UUID.randomUUID();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Path folder;
    private final String store;
    private final RunningQueryService queryService;
    private RunningSavedQueries savedQueries;

    private RunWorld(String settings) {
        try {
            folder = Files.createTempDirectory("runs");
            store = "jdbc:h2:file:" + folder.resolve("store")
                    + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;AUTO_SERVER=FALSE;DB_CLOSE_ON_EXIT=FALSE";
            queryService = RunningQueryService.start(queryService());
            Files.writeString(folder.resolve("settings"), settings);
            savedQueries = RunningSavedQueries.start(savedQueries());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A world.
     *
     * @param settings further lines of the YAML of the saved queries
     */
    public static RunWorld start(String settings) {
        return new RunWorld(settings);
    }

    private Path queryService() throws IOException {
        StringBuilder many = new StringBuilder("[");
        for (int number = 0; number < 3000; number++) {
            many.append("{:customer/number ").append(number).append("}");
        }
        Path seed = Files.writeString(folder.resolve("customers.edn"), SEED + many + "]");
        String callers = TestServices.callers(
                Map.of("ana", "analyst", "bo", "analyst", "sam", "analyst", "root", "analyst, admin"));
        return Files.writeString(
                folder.resolve("query-service.yml"),
                TestServices.queryService(database, seed, "limits: {analysisThreads: 4}\n" + callers));
    }

    private Path savedQueries() throws IOException {
        return Files.writeString(folder.resolve("saved-queries.yml"), """
                queryService: {url: "%s"}
                database: {driverClass: org.h2.Driver, url: "%s", user: sa, password: ""}
                limits: {requestsPerMinute: 100000}
                %s
                %s
                  shutdownGracePeriod: 1500ms
                """.formatted(
                        queryService.uri(),
                        store,
                        Files.readString(folder.resolve("settings")),
                        TestServices.SERVER.stripTrailing()));
    }

    /** The token of somebody. */
    public static String token(String name) {
        return TestServices.token(name);
    }

    /** Stops the saved queries, whatever is under way, and starts them again. */
    public void restart() {
        try {
            savedQueries.close();
        } catch (IllegalStateException e) {
            if (!(e.getCause() instanceof TimeoutException)) {
                throw e;
            }
        }
        try {
            savedQueries = RunningSavedQueries.start(savedQueries());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where everything is kept. */
    public Jdbi store() {
        return Jdbi.create(store, "sa", "");
    }

    /** Transacts into the database of customers. */
    public void transact(String edn) {
        IFn require = Clojure.var("clojure.core", "require");
        require.invoke(Clojure.read("datomic.api"));
        Object connection = Clojure.var("datomic.api", "connect").invoke(database);
        Object transaction = Clojure.var("datomic.api", "transact").invoke(connection, Edn.read(edn));
        Clojure.var("clojure.core", "deref").invoke(transaction);
    }

    /** An answer. */
    public record Response(HttpResponse<byte[]> raw) {

        /** Its text. */
        public String body() {
            return new String(raw.body(), StandardCharsets.UTF_8);
        }

        /** Its text as JSON; of a problem, too. */
        public JsonNode json() {
            try {
                return JSON.readTree(body());
            } catch (IOException e) {
                throw new AssertionError("not JSON: " + body(), e);
            }
        }

        /** Its text as JSON, if all went well. */
        public JsonNode ok() {
            if (raw.statusCode() >= 300) {
                throw new AssertionError(raw.statusCode() + " " + body());
            }
            return json();
        }

        /** The name of the problem that it is. */
        public String problem() {
            return json().path("type").asText().replace("urn:dendro:problem:", "");
        }
    }

    /** A request of somebody. */
    public HttpRequest.Builder request(String person, String path) {
        return HttpRequest.newBuilder(savedQueries.uri().resolve(path))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + token(person))
                .header("Content-Type", "application/json");
    }

    /** Asks. */
    public Response get(String person, String path) {
        return send(request(person, path).GET());
    }

    /** Sends JSON. */
    public Response post(String person, String path, String body) {
        return send(request(person, path).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** Sends JSON by any method. */
    public Response send(String method, String person, String path, String body) {
        return send(request(person, path).method(method, HttpRequest.BodyPublishers.ofString(body)));
    }

    /** Deletes. */
    public Response delete(String person, String path) {
        return send(request(person, path).DELETE());
    }

    /** Runs a text that is not saved. */
    JsonNode run(String person, String text, String parameters) {
        return post(person, "/api/runs", body(text, parameters)).ok();
    }

    /** A request to run a text that is not saved. */
    static String body(String text, String parameters) {
        try {
            ObjectNode body = JSON.createObjectNode();
            body.put("run", UUID.randomUUID().toString());
            body.put("text", text);
            body.set("parameters", JSON.readTree(parameters));
            body.put("allow-cartesian", true);
            return body.toString();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The answer when it comes. */
    CompletableFuture<Response> later(HttpRequest.Builder request) {
        return http.sendAsync(request.build(), HttpResponse.BodyHandlers.ofByteArray())
                .thenApply(Response::new);
    }

    /** Any request. */
    Response send(HttpRequest.Builder request) {
        try {
            return new Response(http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Whether the query-service runs a query. */
    boolean isRunning(UUID query) {
        HttpRequest.Builder request = HttpRequest.newBuilder(queryService.uri().resolve("/v1/queries"))
                .header("Authorization", "Bearer " + token("root"));
        for (JsonNode running : send(request).ok().path("queries")) {
            if (running.path("id").asText().equals(query.toString())) {
                return true;
            }
        }
        return false;
    }

    /** Where the saved queries listen. */
    URI uri() {
        return savedQueries.uri();
    }

    /** Saves a query as it would be by whoever owns it. */
    public UUID save(String name, String text, String parameters, Optional<String> procedures) {
        UUID id = UUID.randomUUID();
        store().useHandle(handle -> {
            handle.createUpdate("insert into saved_queries (id, owner, created_at, changed_at, version, name,"
                            + " description) values (:id, 'ana', current_timestamp, current_timestamp, 1, :name, '')")
                    .bind("id", id)
                    .bind("name", name)
                    .execute();
            handle.createUpdate("insert into saved_query_versions (query, version, saved_at, saved_by, name,"
                            + " description, tags, query_text, parameters, procedures) values (:id, 1,"
                            + " current_timestamp, 'ana', :name, '', '[]', :text, :parameters, :procedures)")
                    .bind("id", id)
                    .bind("name", name)
                    .bind("text", text)
                    .bind("parameters", parameters)
                    .bind("procedures", procedures.orElse("[]"))
                    .execute();
        });
        return id;
    }

    @Override
    public void close() {
        savedQueries.close();
        queryService.close();
    }
}
