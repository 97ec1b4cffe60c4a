package dendro.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import datomic.Util;
import dendro.cursor.Point;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabasesTest {

    static final Path BACKUPS = Path.of("src/test/resources/backups").toAbsolutePath();

    private static final String SEED = """
            [{:db/ident :person/name :db/valueType :db.type/string :db/cardinality :db.cardinality/one}]
            [{:person/name "Quercus"}]
            """;

    @TempDir
    Path folder;

    @Test
    void seed_makesADatabaseInMemory() throws IOException {
        Path seed = Files.writeString(folder.resolve("people.edn"), SEED);

        try (Databases databases = Databases.open(Map.of("people", memory(seed)))) {
            assertThat(names(databases)).containsExactly("Quercus");
        }
    }

    @Test
    void seed_mayBeGzipped() throws IOException {
        Path seed = folder.resolve("people.edn.gz");
        try (var out = new GZIPOutputStream(Files.newOutputStream(seed))) {
            out.write(SEED.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }

        try (Databases databases = Databases.open(Map.of("people", memory(seed)))) {
            assertThat(names(databases)).containsExactly("Quercus");
        }
    }

    @Test
    void seedThatIsNotEdn_isNamedWithFormAndCause() throws IOException {
        Path seed = Files.writeString(folder.resolve("people.edn"), SEED + "[{:person/name #=(foo)}]");

        assertThat(whyUnavailable(memory(seed)).getMessage())
                .startsWith("seed-invalid")
                .contains("people.edn", "form 3", "Line 3");
    }

    @Test
    void seedThatDatomicRefuses_isNamedWithFormAndCause() throws IOException {
        Path seed = Files.writeString(folder.resolve("people.edn"), SEED + "[{:person/nam \"X\"}]");

        assertThat(whyUnavailable(memory(seed)).getMessage())
                .startsWith("seed-invalid")
                .contains("people.edn", "form 3", ":person/nam");
    }

    @Test
    void seedThatIsNoVector_isNamedWithForm() throws IOException {
        Path seed = Files.writeString(folder.resolve("people.edn"), SEED + "{:person/name \"X\"}");

        assertThat(whyUnavailable(memory(seed)).getMessage()).contains("form 3").contains("not a vector");
    }

    @Test
    void seedThatDoesNotExist_isNamed() {
        assertThat(whyUnavailable(memory(folder.resolve("none.edn"))).getMessage())
                .startsWith("seed-invalid")
                .contains("none.edn");
    }

    @Test
    void backup_isReadInPlace() {
        try (Databases databases = Databases.open(Map.of("customers", backup("customers", "")))) {
            DatabaseAt newest = databases
                    .named("customers")
                    .newest(Deadline.after(Duration.ofSeconds(5)))
                    .at(new Point.Newest());

            assertThat(newest.value().entid(Util.list(":customer/id", "cus-quercus")))
                    .isNotNull();
        }
    }

    @Test
    void pinnedBackup_endsWhereItWasPinned() {
        try (Databases databases =
                Databases.open(Map.of("newest", backup("bills", ""), "pinned", backup("bills", "?t=4040")))) {
            assertThat(basis(databases, "pinned")).isEqualTo(4040);
            assertThat(basis(databases, "newest")).isEqualTo(5500);
        }
    }

    @Test
    void backupThatIsNotThere_isNamedAndItsFolderIsNotCreated() {
        Path nowhere = folder.resolve("nowhere");

        assertThat(whyUnavailable(DatabaseLocation.parse("datomic:backup:file:" + nowhere, Optional.empty()))
                        .getMessage())
                .contains("nowhere")
                .contains("no backup");
        assertThat(nowhere).doesNotExist();
    }

    /** A copy that was cut off: the peer answers it with a checked exception that it does not declare. */
    @Test
    void backupWhoseRootIsCutOff_isUnavailableAndTheOthersAreServed() throws IOException {
        Path damaged = folder.resolve("damaged");
        copy(BACKUPS.resolve("quercus"), damaged);
        try (Stream<Path> roots = Files.list(damaged.resolve("roots"))) {
            for (Path root : roots.toList()) {
                Files.write(root, new byte[0]);
            }
        }

        try (Databases databases = Databases.open(Map.of(
                "customers",
                backup("customers", ""),
                "damaged",
                DatabaseLocation.parse("datomic:backup:file:" + damaged, Optional.empty())))) {
            assertThat(databases.named("damaged").health())
                    .isInstanceOfSatisfying(NamedDatabase.Health.Unavailable.class, health -> assertThat(
                                    health.why().detail())
                            .contains("cannot be read as a Datomic database"));
            assertThat(databases.named("customers").health()).isInstanceOf(NamedDatabase.Health.Available.class);
        }
    }

    @Test
    void databaseThatDoesNotOpen_leavesTheOthersServedAndOpensLater() throws IOException {
        Path late = folder.resolve("late");
        try (Databases databases = Databases.open(Map.of(
                "customers",
                backup("customers", ""),
                "late",
                DatabaseLocation.parse("datomic:backup:file:" + late, Optional.empty())))) {
            assertThat(databases.named("late").health()).isInstanceOf(NamedDatabase.Health.Unavailable.class);
            assertThat(databases.named("customers").health()).isInstanceOf(NamedDatabase.Health.Available.class);

            copy(BACKUPS.resolve("quercus"), late);

            Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(
                            databases.named("late").health())
                    .isInstanceOf(NamedDatabase.Health.Available.class));
        }
    }

    @Test
    void backupThatGetsANewerPoint_isReadAnewUnlessPinned() throws IOException {
        Path copied = copyWithRoots("bills", "4040");
        try (Databases databases =
                Databases.open(Map.of("newest", refreshed(copied, ""), "pinned", refreshed(copied, "?t=4040")))) {
            assertThat(basis(databases, "newest")).isEqualTo(4040);

            Files.copy(BACKUPS.resolve("bills/roots/5500"), copied.resolve("roots/5500"));

            Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> basis(databases, "newest") == 5500);
            assertThat(basis(databases, "pinned")).isEqualTo(4040);
        }
    }

    @Test
    void cursorThatABackupHasNotReached_hasItLookedAtAgain() throws IOException {
        Path copied = copyWithRoots("bills", "4040");
        try (Databases databases = Databases.open(
                Map.of("bills", DatabaseLocation.parse("datomic:backup:file:" + copied, Optional.empty())))) {
            Files.copy(BACKUPS.resolve("bills/roots/5500"), copied.resolve("roots/5500"));

            Point later = new Point.Basis(5500);
            Deadline deadline = Deadline.after(Duration.ofSeconds(5));
            assertThat(databases
                            .named("bills")
                            .observe(later, deadline)
                            .at(later)
                            .t())
                    .isEqualTo(5500);
        }
    }

    /** A wrong restore, or a folder mixed up: answers as of the past would change without a word. */
    @Test
    void olderStateInADatabasesPlace_isRefusedAndNamed() throws IOException {
        Path copied = copyWithRoots("bills", "4040", "5500");
        try (Databases databases = Databases.open(Map.of("bills", refreshed(copied, "")))) {
            assertThat(basis(databases, "bills")).isEqualTo(5500);

            Files.delete(copied.resolve("roots/5500"));

            Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(
                            databases.named("bills").health())
                    .isInstanceOfSatisfying(
                            NamedDatabase.Health.Unavailable.class,
                            health -> assertThat(health.why().detail()).contains("t 5500", "t 4040")));
        }
    }

    @Test
    void backupThatGoesAndComesBack_isLostAndRegained() throws IOException {
        Path copied = copyWithRoots("quercus", "1004");
        try (Databases databases = Databases.open(Map.of("quercus", refreshed(copied, "")))) {
            Path hidden = Files.move(copied.resolve("roots"), copied.resolve("hidden"));

            Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(
                            databases.named("quercus").health())
                    .isInstanceOf(NamedDatabase.Health.Unavailable.class));

            Files.move(hidden, copied.resolve("roots"));

            Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(
                            databases.named("quercus").health())
                    .isInstanceOf(NamedDatabase.Health.Available.class));
        }
    }

    @Test
    void unknownDatabase_isRefusedNamingThoseThereAre() {
        try (Databases databases = Databases.open(Map.of("customers", backup("customers", "")))) {
            assertThatThrownBy(() -> databases.named("customer"))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("database-unknown")
                    .hasMessageContaining("customers");
        }
    }

    @Test
    void backup_doesNotAnswerForWhatCameAfterIt() {
        try (Databases databases = Databases.open(Map.of("customers", backup("customers", "")))) {
            ObservedDatabase observed = databases.named("customers").newest(Deadline.after(Duration.ofSeconds(5)));

            assertThatThrownBy(() -> observed.at(Instant.parse("2020-01-01T00:00:00Z")))
                    .isInstanceOfSatisfying(ProblemException.class, e -> {
                        assertThat(e.problem().type()).isEqualTo(ProblemType.CURSOR_NOT_REACHED);
                        assertThat(e.problem().members()).containsKeys("database", "asked", "reached");
                    });
        }
    }

    private static DatabaseLocation memory(Path seed) {
        return DatabaseLocation.parse("datomic:mem://" + UUID.randomUUID(), Optional.of(seed));
    }

    static DatabaseLocation backup(String name, String pin) {
        return DatabaseLocation.parse("datomic:backup:file:" + BACKUPS.resolve(name) + pin, Optional.empty());
    }

    private static long basis(Databases databases, String name) {
        return databases
                .named(name)
                .newest(Deadline.after(Duration.ofSeconds(5)))
                .newest()
                .basisT();
    }

    private static Stream<Object> names(Databases databases) {
        datomic.Database people = databases
                .named("people")
                .newest(Deadline.after(Duration.ofSeconds(5)))
                .newest();
        return java.util.stream.StreamSupport.stream(
                        people.datoms(datomic.Database.AEVT, ":person/name").spliterator(), false)
                .map(datomic.Datom::v);
    }

    private static ProblemException whyUnavailable(DatabaseLocation location) {
        try (Databases databases = Databases.open(Map.of("people", location))) {
            return ((NamedDatabase.Health.Unavailable) databases.named("people").health())
                    .why()
                    .exception();
        }
    }

    private static DatabaseLocation refreshed(Path backup, String pin) {
        return DatabaseLocation.parse(
                "datomic:backup:file:" + backup + pin,
                Optional.empty(),
                Optional.of(Duration.ofMillis(50)),
                Optional.empty());
    }

    /** A copy of a backup with only some of its points. */
    private Path copyWithRoots(String name, String... kept) throws IOException {
        Path copied = folder.resolve(name);
        copy(BACKUPS.resolve(name), copied);
        try (Stream<Path> roots = Files.list(copied.resolve("roots"))) {
            for (Path root : roots.toList()) {
                if (!List.of(kept).contains(root.getFileName().toString())) {
                    Files.delete(root);
                }
            }
        }
        return copied;
    }

    private static void copy(Path from, Path to) throws IOException {
        // The folder of roots comes last: it makes the backup one.
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.sorted(java.util.Comparator.comparing(
                                    (Path path) -> path.toString().contains("roots"))
                            .thenComparing(Path::toString))
                    .toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(target.getParent());
                    Files.copy(file, target);
                }
            }
        }
    }
}
