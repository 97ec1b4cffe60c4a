package dendro.benchmarks;

import datomic.Datom;
import dendro.database.DatabaseLocation;
import dendro.database.Databases;
import dendro.demo.world.World;
import dendro.demo.world.WorldDatabases;
import dendro.demo.world.WorldEvent;
import dendro.demo.world.WorldLoader;
import dendro.demo.world.WorldSettings;
import dendro.edn.Edn;
import dendro.features.EntityAt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;

/** The demo's world twice: in this process, and as seed files for a query-service in a process of its own. */
final class DemoWorld implements AutoCloseable {

    private static final int PURCHASES = 20_000;
    private static final Instant END = Instant.parse("2026-01-01T00:00:00Z");
    private static final String PREFIX = "bench-";

    private final Path folder;
    private final WorldDatabases here;

    private DemoWorld(Path folder, WorldDatabases here) {
        this.folder = folder;
        this.here = here;
    }

    /**
     * Makes the world of the demo, or a smaller one.
     *
     * @param folder of the seed files
     */
    static DemoWorld make(int purchases, Path folder, Consumer<String> progress) {
        World world = new World(new WorldSettings(108, Math.min(1, purchases / (double) PURCHASES), END));
        progress.accept("making the demo's world of " + world.settings().purchases() + " purchases");
        writeSeeds(world.events(), folder);
        WorldDatabases here = WorldDatabases.create(PREFIX);
        new WorldLoader(here, (events, reached) -> {}).load(world.events());
        return new DemoWorld(folder, here);
    }

    private static void writeSeeds(Iterator<WorldEvent> events, Path folder) {
        Map<String, Writer> seeds = new HashMap<>();
        try {
            for (String database : World.DATABASES) {
                seeds.put(database, Files.newBufferedWriter(seed(folder, database)));
            }
            while (events.hasNext()) {
                WorldEvent event = events.next();
                Objects.requireNonNull(seeds.get(event.database()))
                        .append(Edn.write(event.transaction()))
                        .append('\n');
            }
            for (Writer seed : seeds.values()) {
                seed.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path seed(Path folder, String database) {
        return folder.resolve(database + ".edn");
    }

    /** The databases of this process as the configuration of a query-service in it names them. */
    Map<String, String> uris() {
        Map<String, String> uris = new LinkedHashMap<>();
        World.DATABASES.forEach(database -> uris.put(database, here.uri(database)));
        return uris;
    }

    /** The databases of this process, opened. */
    Databases databases() {
        Map<String, DatabaseLocation> locations = new HashMap<>();
        uris().forEach((database, uri) -> locations.put(database, DatabaseLocation.parse(uri, Optional.empty())));
        return Databases.open(locations);
    }

    /** The seed of each database, for a query-service in another process. */
    Map<String, Path> seeds() {
        Map<String, Path> seeds = new LinkedHashMap<>();
        World.DATABASES.forEach(database -> seeds.put(database, seed(folder, database)));
        return seeds;
    }

    /** Some purchases, each at its own moment, in no order. */
    List<EntityAt> purchases(int most) {
        var purchases = here.connection("purchases").db();
        Map<Object, Instant> instants = new HashMap<>();
        for (Datom datom : purchases.datoms(datomic.Database.AEVT, ":db/txInstant")) {
            instants.put(datom.e(), ((Date) datom.v()).toInstant());
        }
        List<EntityAt> rows = new ArrayList<>();
        for (Datom datom : purchases.datoms(datomic.Database.AEVT, ":purchase/id")) {
            rows.add(new EntityAt((String) datom.v(), Objects.requireNonNull(instants.get(datom.tx()))));
        }
        Collections.shuffle(rows, new Random(108));
        return List.copyOf(rows.subList(0, Math.min(most, rows.size())));
    }

    @Override
    public void close() {
        here.close();
    }
}
