package dendro.demo;

import dendro.demo.examples.ExampleQuery;
import dendro.demo.examples.ExampleSaving;
import dendro.demo.process.ChildProcess;
import dendro.demo.process.Port;
import dendro.demo.process.Processes;
import dendro.demo.world.World;
import dendro.demo.world.WorldDatabases;
import dendro.demo.world.WorldLoader;
import dendro.demo.world.WorldSettings;
import dendro.queryservice.RunningQueryService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** The query-service and the saved queries as the demo runs them, over a small world that is always the same. */
public final class RunningDemo implements AutoCloseable {

    /** When the history of its databases ends. */
    public static final Instant END = Instant.parse("2026-03-08T10:00:00Z");

    private static final World WORLD = new World(new WorldSettings(108, 0.1, END));
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    /** More than the tests need, who are one person and quicker than any. */
    private static final String LIMITS = "limits: {requestsPerMinute: 100000}\n";

    private final Path folder;
    private final WorldDatabases databases = WorldDatabases.create("browser-test-");
    private final RunningQueryService queryService;
    private final AtomicInteger homes = new AtomicInteger();

    private RunningDemo(Path folder) throws IOException {
        this.folder = folder;
        new WorldLoader(databases, (events, reached) -> {}).load(WORLD.events());
        Port any = new Port(0, "", "");
        String yaml = Configurations.queryService(
                databases,
                new DemoSettings.Ports(any, any, any, any, any, any, any),
                folder.resolve("query-service.log"));
        queryService = RunningQueryService.start(Files.writeString(folder.resolve("query-service.yml"), yaml));
    }

    /** Loads the world and starts a query-service over it. */
    public static RunningDemo start(Path folder) {
        try {
            return new RunningDemo(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the query-service listens. */
    public URI queryService() {
        return queryService.uri();
    }

    /**
     * Saved queries with a store of their own, to begin with those of the demo.
     *
     * @param settings further lines of their YAML
     */
    public SavedQueries savedQueries(String settings) {
        return new SavedQueries(folder.resolve("home-" + homes.incrementAndGet()), LIMITS + settings);
    }

    @Override
    public void close() {
        queryService.close();
        databases.close();
    }

    /** A service of saved queries, a process of its own. */
    public final class SavedQueries implements AutoCloseable {

        private final DemoSettings settings;
        private final Processes processes;
        private ChildProcess running;

        private SavedQueries(Path home, String further) {
            Port none = new Port(0, "", "");
            settings = new DemoSettings(
                    ROOT,
                    new DemoHome(home),
                    0.1,
                    DemoSettings.Place.MEMORY,
                    1,
                    Optional.empty(),
                    new DemoSettings.Ports(
                            new Port(queryService().getPort(), "", ""), none, free(), free(), none, none, none));
            settings.home().makeFresh();
            settings.home()
                    .write(
                            settings.home().savedQueriesYaml(),
                            Configurations.savedQueries(
                                            settings.ports(), settings.home().savedQueries())
                                    + further);
            processes = new Processes(settings.home().logs());
            running = new Services(settings, processes).startSavedQueries();
            new ExampleSaving(uri()).saveAll(ExampleQuery.all());
        }

        /** Where it listens. */
        public URI uri() {
            return URI.create(
                    "http://127.0.0.1:" + settings.ports().savedQueries().number());
        }

        /** Kills it in the midst of whatever it does. */
        public void crash() {
            processes.forget(running);
            ProcessHandle process = ProcessHandle.of(running.pid()).orElseThrow();
            process.destroyForcibly();
            process.onExit().join();
        }

        /** Starts it over what it has kept, where it was before. */
        public void startAgain() {
            running = new Services(settings, processes).startSavedQueries();
        }

        @Override
        public void close() {
            processes.close();
        }
    }

    private static Port free() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new Port(socket.getLocalPort(), "", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
