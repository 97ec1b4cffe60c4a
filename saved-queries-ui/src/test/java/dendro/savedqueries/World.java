package dendro.savedqueries;

import dendro.queryservice.RunningQueryService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;

/**
 * A query-service over a small database of customers, which knows ana, bo and cai (analysts), sol (a scorer) and root (an
 * admin), and saved queries before it. Ana and bo are the team {@code risk}.
 */
public final class World implements AutoCloseable {

    private static final String SEED = """
            [{:db/ident :customer/id, :db/valueType :db.type/string, :db/cardinality :db.cardinality/one,
              :db/unique :db.unique/identity}
             {:db/ident :customer/email, :db/valueType :db.type/string, :db/cardinality :db.cardinality/one}
             {:db/ident :customer/city, :db/valueType :db.type/string, :db/cardinality :db.cardinality/one}
             {:db/ident :customer/limit, :db/valueType :db.type/long, :db/cardinality :db.cardinality/one}]
            [{:customer/id "cus-quercus", :customer/email "quercus@forest.example", :customer/city "São Paulo",
              :customer/limit 1000}
             {:customer/id "cus-ilex", :customer/city "Lisbon", :customer/limit 2500}]
            [{:customer/id "cus-quercus", :customer/city "Richmond"}]
            """;

    private static final class Shared {
        /** Ends with this JVM. */
        private static final World WORLD = start("");
    }

    private final RunningQueryService queryService;
    private final RunningSavedQueries savedQueries;

    private World(RunningQueryService queryService, RunningSavedQueries savedQueries) {
        this.queryService = queryService;
        this.savedQueries = savedQueries;
    }

    /** The one of this JVM, for every test that minds no neighbours. */
    public static World shared() {
        return Shared.WORLD;
    }

    /**
     * One of its own.
     *
     * @param settings further lines of the YAML of the saved queries
     */
    public static World start(String settings) {
        return startWith(settings, callers());
    }

    /**
     * One of its own, whose query-service takes further callers.
     *
     * @param callers further lines of the {@code callers} in the YAML of the query-service
     */
    public static World start(String settings, String callers) {
        return startWith(settings, callers() + callers);
    }

    /** One in demo mode, in which the query-service asks nobody who they are. */
    public static World demo() {
        return startWith("demo: true", "");
    }

    private static World startWith(String settings, String callers) {
        try {
            Path folder = Files.createTempDirectory("saved-queries");
            RunningQueryService queryService = RunningQueryService.start(queryService(folder, callers));
            RunningSavedQueries savedQueries =
                    RunningSavedQueries.start(savedQueries(folder, settings, queryService.uri()));
            return new World(queryService, savedQueries);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path queryService(Path folder, String callers) throws IOException {
        Path seed = Files.writeString(folder.resolve("customers.edn"), SEED);
        return Files.writeString(
                folder.resolve("query-service.yml"),
                TestServices.queryService("datomic:mem://customers-" + UUID.randomUUID(), seed, callers));
    }

    private static Path savedQueries(Path folder, String settings, URI queryService) throws IOException {
        return Files.writeString(folder.resolve("saved-queries.yml"), """
                queryService: {url: "%s"}
                database:
                  driverClass: org.h2.Driver
                  url: "jdbc:h2:mem:%s;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DB_CLOSE_DELAY=-1"
                  user: sa
                  password: ""
                teams: {risk: [ana, bo]}
                %s
                %s
                """.formatted(
                        queryService, UUID.randomUUID(), settings, TestServices.SERVER));
    }

    private static String callers() {
        return TestServices.callers(
                Map.of("ana", "analyst", "bo", "analyst", "cai", "analyst", "sol", "scorer", "root", "admin"));
    }

    /** The token of somebody. */
    public static String token(String name) {
        return TestServices.token(name);
    }

    /** Where the saved queries listen. */
    public URI uri() {
        return savedQueries.uri();
    }

    /** Where their admin pages listen. */
    public URI adminUri() {
        return savedQueries.adminUri();
    }

    /** Where the query-service listens. */
    public URI queryService() {
        return queryService.uri();
    }

    /** The page in a browser of somebody who is signed in. */
    public Page page(String name) {
        return Page.of(uri()).signIn("{\"token\": \"%s\"}".formatted(token(name)));
    }

    /** The page in a browser of nobody in particular. */
    public Page page() {
        return Page.of(uri());
    }

    @Override
    public void close() {
        savedQueries.close();
        queryService.close();
    }
}
