package dendro.demo.world;

import static org.assertj.core.api.Assertions.assertThat;

import datomic.Database;
import datomic.Datom;
import dendro.database.DatabaseLocation;
import dendro.database.Databases;
import dendro.database.Deadline;
import dendro.database.ObservedDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WorldBackupTest {

    private static final Instant END = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void backups_holdEveryFactOfTheWorld_andAreKnownToItsEnd(@TempDir Path folder) {
        try (WorldDatabases world = WorldDatabases.create("backup-")) {
            new WorldLoader(world, (events, reached) -> {}).load(new World(new WorldSettings(108, 0.02, END)).events());

            WorldBackup.write(world, END, folder);

            Map<String, DatabaseLocation> locations = new TreeMap<>();
            World.DATABASES.forEach(name ->
                    locations.put(name, DatabaseLocation.parse(WorldBackup.uri(folder, name), Optional.empty())));
            try (Databases backups = Databases.open(locations)) {
                for (String name : World.DATABASES) {
                    ObservedDatabase backup = backups.named(name).newest(Deadline.after(Duration.ofSeconds(10)));
                    assertThat(backup.observedAt()).isEqualTo(END);
                    assertThat(history(backup.newest()))
                            .hasSizeGreaterThan(100)
                            .isEqualTo(history(world.connection(name).db()));
                }
            }
        }
    }

    private static List<String> history(Database database) {
        return StreamSupport.stream(database.history().datoms(Database.EAVT).spliterator(), false)
                .map(WorldBackupTest::text)
                .toList();
    }

    private static String text(Datom datom) {
        return datom.e() + " " + datom.a() + " " + datom.v() + " " + datom.tx() + " " + datom.added();
    }
}
