package dendro.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dendro.demo.console.Progress;
import dendro.demo.console.Screen;
import dendro.demo.console.Steps;
import dendro.demo.console.Steps.Done;
import dendro.demo.examples.ExampleQuery;
import dendro.demo.examples.ExampleSaving;
import dendro.demo.process.Port;
import dendro.demo.process.Processes;
import dendro.demo.scores.RecentPurchases;
import dendro.demo.scores.ScoresTopic;
import dendro.demo.simulator.LastPurchases;
import dendro.demo.simulator.MadePurchase;
import dendro.demo.simulator.NewPurchases;
import dendro.demo.simulator.PurchaseTopic;
import dendro.demo.simulator.Simulator;
import dendro.demo.world.World;
import dendro.demo.world.WorldBackup;
import dendro.demo.world.WorldDatabases;
import dendro.demo.world.WorldLoader;
import dendro.demo.world.WorldSettings;
import dendro.queryservice.RunningQueryService;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * The eight steps of the demo.
 *
 * <ol>
 *   <li>Each step that starts something hands it over to this run at once.
 *   <li>{@link #close} ends everything in reverse order, however far the steps have come; it may be called by a
 *       shutdown hook while the steps are under way, and more than once.
 * </ol>
 */
final class DemoRun implements AutoCloseable {

    private static final int STEPS = 8;
    private static final long SEED = 108;

    private final DemoSettings settings;
    private final Screen screen;
    private final Deque<AutoCloseable> owned = new ArrayDeque<>();
    private boolean closed;

    DemoRun(DemoSettings settings, Screen screen) {
        this.settings = settings;
        this.screen = screen;
    }

    /** Does all steps; returns when an unattended run is done, and otherwise never by itself. */
    void run() {
        requireFreePorts();
        settings.home().makeFresh();
        screen.line("Everything is written to " + settings.home().folder()
                + "; messages and models of an earlier run have been removed.");
        Processes processes = own(new Processes(settings.home().logs()));
        Services services = new Services(settings, processes);
        Steps steps = own(new Steps(screen, STEPS));
        WorldSettings world =
                new WorldSettings(SEED, settings.scale(), Instant.now().truncatedTo(ChronoUnit.HOURS));
        String featureSet = World.purchaseRisk();
        settings.home().write(settings.home().featureSet(), featureSet);

        WorldDatabases databases = steps.run("world", "Demo world", progress -> world(world, progress));
        Supplier<MadePurchase> purchases = purchases(databases);
        steps.run("broker", "Kafka broker", progress -> broker(services, progress));
        URI queryService =
                steps.run("query-service", "Query-service", progress -> queryService(services, databases, progress));
        steps.run("saved-queries-ui", "Saved queries", progress -> savedQueries(services, progress));
        JsonNode training =
                steps.run("trainer", "Training", progress -> training(services, queryService, world, progress));
        steps.run("model-service", "Model-service", progress -> modelService(services, progress));
        RecentPurchases recent = new RecentPurchases();
        Simulator simulator = steps.run("simulator", "Simulator", progress -> simulator(purchases, recent, progress));
        ScoresTopic topic = own(new ScoresTopic(kafka(), Topics.SCORES, Topics.DEAD_LETTERS));
        new Scoring(settings, screen, steps, new Scoring.Parts(processes, simulator, recent, topic), training)
                .follow(queryService, featureSet);
    }

    private void requireFreePorts() {
        for (Port port : settings.ports().all()) {
            if (!port.free()) {
                throw new DemoFailure(
                        "Port " + port.number() + " of 127.0.0.1 is taken by another process; " + port.owner()
                                + " wants it. Stop that process, or choose another port with " + port.option() + ".",
                        2);
            }
        }
    }

    private Done<WorldDatabases> world(WorldSettings world, Progress progress) {
        progress.reached(0, "loading Datomic");
        WorldDatabases databases = own(WorldDatabases.create(""));
        double span = Duration.between(world.start(), world.end()).toMillis();
        long transactions = new WorldLoader(databases, (events, reached) -> {
                    double share = Duration.between(world.start(), reached).toMillis() / span;
                    progress.reached(share, "%,d transactions".formatted(events));
                })
                .load(new World(world).events());
        if (inBackups()) {
            progress.reached(1, "writing the backups");
            WorldBackup.write(databases, world.end(), settings.home().backups());
        }
        return new Done<>(
                databases,
                String.format(
                        Locale.ROOT,
                        "%,d customers, %,d purchases, two years of history in four %s, %,d transactions",
                        world.customers() + 1,
                        world.purchases() + 1,
                        inBackups() ? "Datomic backups in " + settings.home().backups() : "in-memory Datomic databases",
                        transactions));
    }

    private boolean inBackups() {
        return settings.databases() == DemoSettings.Place.BACKUP;
    }

    /** Nothing can be bought in a backup: what is sent then are the last purchases in it, from the first of them again. */
    private Supplier<MadePurchase> purchases(WorldDatabases databases) {
        if (!inBackups()) {
            return new NewPurchases(databases, SEED);
        }
        Supplier<MadePurchase> last = LastPurchases.of(databases);
        // From here on everybody reads the backups.
        databases.close();
        return last;
    }

    private Done<Boolean> broker(Services services, Progress progress) {
        progress.usually(Duration.ofSeconds(10));
        services.startBroker();
        return new Done<>(
                true,
                "at " + kafka() + ", topics " + Topics.PURCHASES + ", " + Topics.SCORES + ", " + Topics.DEAD_LETTERS);
    }

    private Done<URI> queryService(Services services, WorldDatabases databases, Progress progress) {
        DemoHome home = settings.home();
        if (inBackups()) {
            progress.usually(Duration.ofSeconds(12));
            home.write(home.queryServiceYaml(), Configurations.queryService(home.backups(), settings.ports()));
            URI started = services.startQueryService();
            return new Done<>(started, "at " + started + ", a process of its own");
        }
        progress.usually(Duration.ofSeconds(5));
        home.write(home.queryServiceYaml(), Configurations.queryService(databases, settings.ports(), home.ownLog()));
        try {
            RunningQueryService started = own(RunningQueryService.start(home.queryServiceYaml()));
            return new Done<>(started.uri(), "at " + started.uri());
        } catch (IllegalStateException e) {
            throw DemoFailure.of(e.getMessage() + "\nIts log: " + home.ownLog());
        }
    }

    private Done<Boolean> savedQueries(Services services, Progress progress) {
        progress.usually(Duration.ofSeconds(12));
        DemoHome home = settings.home();
        home.write(home.savedQueriesYaml(), Configurations.savedQueries(settings.ports(), home.savedQueries()));
        services.startSavedQueries();
        URI page =
                URI.create("http://127.0.0.1:" + settings.ports().savedQueries().number());
        new ExampleSaving(page).saveAll(ExampleQuery.all());
        return new Done<>(true, "at " + page + ", " + ExampleQuery.all().size() + " to begin with");
    }

    private Done<JsonNode> training(Services services, URI queryService, WorldSettings world, Progress progress) {
        progress.usually(Duration.ofMinutes(5));
        JsonNode figures = services.train(queryService, world, progress);
        return new Done<>(
                figures,
                String.format(
                        Locale.ROOT,
                        "%,d rows in %d shards, AUC %.3f on the later part of time (%.3f if fitted on today's values)",
                        figures.path("training-rows").asLong(),
                        figures.path("shards").asInt(),
                        figures.path("auc").asDouble(),
                        figures.path("auc-of-todays-values").asDouble()));
    }

    private Done<Boolean> modelService(Services services, Progress progress) {
        progress.usually(Duration.ofSeconds(12));
        DemoHome home = settings.home();
        home.write(home.modelServiceYaml(), Configurations.modelService(settings.ports(), home.models()));
        services.startModelService();
        return new Done<>(
                true, "at http://127.0.0.1:" + settings.ports().modelService().number() + ", with the champion");
    }

    private Done<Simulator> simulator(Supplier<MadePurchase> purchases, RecentPurchases recent, Progress progress) {
        progress.usually(Duration.ofSeconds(2));
        PurchaseTopic topic = own(new PurchaseTopic(kafka(), Topics.PURCHASES));
        Simulator simulator = own(new Simulator(
                purchases,
                purchase -> {
                    recent.add(purchase);
                    topic.send(purchase);
                },
                settings.rate()));
        simulator.start();
        return new Done<>(simulator, "%s purchases a second".formatted(settings.rate()));
    }

    private String kafka() {
        return "127.0.0.1:" + settings.ports().kafka().number();
    }

    private <T extends AutoCloseable> T own(T part) {
        synchronized (owned) {
            if (closed) {
                close(part);
                throw DemoFailure.of("The demo is being stopped.");
            }
            owned.push(part);
            return part;
        }
    }

    @Override
    public void close() {
        synchronized (owned) {
            closed = true;
            while (!owned.isEmpty()) {
                close(owned.pop());
            }
        }
    }

    private void close(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            screen.line("Could not end " + part.getClass().getSimpleName() + ": " + e.getMessage());
        }
    }
}
