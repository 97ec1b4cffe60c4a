package dendro.trainer.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import clojure.lang.Keyword;
import datomic.Peer;
import dendro.features.FeatureSet;
import dendro.features.Shard;
import dendro.problem.ProblemException;
import dendro.procedure.Procedures;
import dendro.trainer.PurchaseBackups;
import dendro.trainer.QueryServiceProcess;
import dendro.training.TrainingDigest;
import dendro.training.TrainingOutcome;
import dendro.training.TrainingRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both sources over the same backups, real ones, the query-service a process of its own. */
final class SameRowsTest {

    private static final FeatureSet FEATURES =
            FeatureSet.parse(PurchaseBackups.FEATURES, Procedures.installed().guard());
    private static final TrainingRange RANGE =
            new TrainingRange(PurchaseBackups.START, PurchaseBackups.END, Optional.empty());

    /** What all shards together came to. */
    private record Whole(long rows, long labelled, String digest) {}

    @Test
    void sources_giveTheSameTrainingSet_inAnyNumberOfShards(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("databases.yml"), PurchaseBackups.yaml());
        try (QueryServiceProcess service = QueryServiceProcess.start(folder, PurchaseBackups.yaml());
                Source services =
                        new QueryServiceSource(service.uri(), Optional.empty(), FEATURES, PurchaseBackups.FEATURES);
                Source peers = peers(DatabasesFile.read(file, name -> null))) {

            Whole whole = read(peers, 1);

            assertThat(whole.rows()).isGreaterThan(2_500);
            assertThat(whole.labelled()).isPositive().isLessThanOrEqualTo(whole.rows());
            assertThat(read(peers, 7)).isEqualTo(whole);
            assertThat(read(services, 1)).isEqualTo(whole);
            assertThat(read(services, 3)).isEqualTo(whole);
            assertThat(services.knownAt()).isEqualTo(peers.knownAt());
            assertThat(services.entities()).isEqualTo(peers.entities()).isEqualTo(3001);
        }
    }

    @Test
    void grownBackups_giveTheSameTrainingSet_atTheSameCursor() {
        Instant cursor;
        Whole before;
        try (Source older = peers(ofTwoThirds())) {
            cursor = older.knownAt();
            before = read(SourceAtCursor.of(older, FEATURES, cursor), until(cursor), 2);
        }
        try (Source newer = peers(today())) {
            assertThat(newer.knownAt()).isAfter(cursor);
            assertThat(read(SourceAtCursor.of(newer, FEATURES, cursor), until(cursor), 3))
                    .isEqualTo(before);
            Whole since = read(newer, until(cursor), 2);
            assertThat(since.rows()).isEqualTo(before.rows());
            assertThat(since.labelled()).isGreaterThan(before.labelled());
        }
    }

    @Test
    void cursorOrRangeBeyondWhatIsKnown_isRefused() {
        try (Source peers = peers(today())) {
            Instant known = peers.knownAt();

            assertThatExceptionOfType(ProblemException.class)
                    .isThrownBy(() -> SourceAtCursor.of(peers, FEATURES, known.plusMillis(1)))
                    .withMessageContaining("known only until " + known);
            assertThatExceptionOfType(ProblemException.class)
                    .isThrownBy(() -> SourceAtCursor.of(peers, FEATURES, PurchaseBackups.START)
                            .shards(RANGE))
                    .withMessageContaining("End the range there or earlier");
        }
    }

    @Test
    void tasksOfOneProcess_shareOnePeer_untilItIsClosed() throws Exception {
        Source peers = peers(today());
        ExecutorService tasks = Executors.newFixedThreadPool(4);
        try {
            Shards shards = peers.shards(RANGE);
            List<Future<Long>> read = new ArrayList<>();
            for (int index = 0; index < 4; index++) {
                Shard shard = new Shard(index, 4);
                read.add(tasks.submit(() -> count(shards, shard)));
            }
            for (Future<Long> rows : read) {
                assertThat(rows.get(60, TimeUnit.SECONDS)).isPositive();
            }
            assertThat(upkeepOf("purchases")).isEqualTo(1);
        } finally {
            tasks.shutdownNow();
            peers.close();
        }
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> upkeepOf("purchases") == 0);
    }

    private static long upkeepOf(String database) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("database " + database))
                .count();
    }

    @Test
    void attributesPrivateFromTrainers_areRefused(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(
                folder.resolve("databases.yml"),
                PurchaseBackups.yaml().replace("/customers\"}", "/customers\", private: {customer/city: [admin]}}"));
        try (Source peers = peers(DatabasesFile.read(file, name -> null))) {
            assertThatExceptionOfType(ProblemException.class)
                    .isThrownBy(() -> read(peers, 1))
                    .withMessageContaining("private");
        }
    }

    private static Source peers(PeerDatabases databases) {
        return new PeerSource(databases, FEATURES, PurchaseBackups.FEATURES);
    }

    private static TrainingRange until(Instant end) {
        return new TrainingRange(PurchaseBackups.START, end, Optional.empty());
    }

    private static Whole read(Source source, int count) {
        return read(source, RANGE, count);
    }

    private static Whole read(Source source, TrainingRange range, int count) {
        Shards shards = source.shards(range);
        TrainingDigest digest = new TrainingDigest();
        long rows = 0;
        long labelled = 0;
        for (int index = 0; index < count; index++) {
            try (Shards.Stream stream = shards.open(new Shard(index, count))) {
                while (stream.hasNext()) {
                    TrainingOutcome.Row row = (TrainingOutcome.Row) stream.next();
                    digest.add(stream.columns(), row.row());
                    rows++;
                    labelled += row.row().label().isPresent() ? 1 : 0;
                }
            }
        }
        return new Whole(rows, labelled, digest.hex());
    }

    private static long count(Shards shards, Shard shard) {
        long rows = 0;
        try (Shards.Stream stream = shards.open(shard)) {
            while (stream.hasNext()) {
                stream.next();
                rows++;
            }
        }
        return rows;
    }

    private static PeerDatabases today() {
        return databases(0);
    }

    /** The backups as they were when two thirds of the year had passed. */
    private static PeerDatabases ofTwoThirds() {
        return databases(1);
    }

    private static PeerDatabases databases(int age) {
        Map<String, PeerDatabases.Entry> entries = new TreeMap<>();
        for (String name : List.of("customers", "merchants", "purchases")) {
            Map<?, ?> listed = Peer.listBackups("file:" + PurchaseBackups.FOLDER.resolve(name));
            Map<?, ?> backup =
                    (Map<?, ?>) ((List<?>) Objects.requireNonNull(listed.get(Keyword.intern("backups")))).get(age);
            String uri = (String) Objects.requireNonNull(backup.get(Keyword.intern("connect-uri")));
            entries.put(name, new PeerDatabases.Entry(uri, null, null, new TreeSet<>()));
        }
        return new PeerDatabases(entries);
    }
}
