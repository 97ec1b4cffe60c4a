package dendro.benchmarks.savedqueries;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes a past year into the database of saved queries while no service has it open: the rows that the service itself would
 * have written, in its own tables.
 */
final class Filling {

    private static final List<String> RUN = List.of(
            "id",
            "query",
            "version",
            "query_name",
            "person",
            "roles",
            "kind",
            "parameters",
            "cursor_asked",
            "text",
            "args",
            "allow_cartesian",
            "started_at",
            "instance",
            "outcome",
            "resolved_cursor",
            "row_count",
            "digest",
            "types",
            "elapsed_ms",
            "problem",
            "cause");
    private static final UUID INSTANCE = new UUID(1, 1);
    private static final int RESULT_BYTES = 4_000;
    private static final int RESULTS = (int) (PastYear.RESULTS_MIB * (1L << 20) * 1.02 / RESULT_BYTES);
    private static final int FAVOURITES_EACH = 60;
    private static final String AD_HOC = "[:find ?id . :in $trees :where [$trees ?tree :tree/id ?id]]";

    private final List<SavedQuery> queries;
    private final People people;
    private final PastYear year;
    private final Map<UUID, UsageTally> tallies = new HashMap<>();
    private final SplittableRandom random = new SplittableRandom(2);

    Filling(List<SavedQuery> queries, People people, PastYear year) {
        this.queries = queries;
        this.people = people;
        this.year = year;
        queries.forEach(query -> tallies.put(query.id(), new UsageTally()));
    }

    /** Writes it all. */
    void into(Keeping keeping) {
        try (Connection connection = keeping.connect()) {
            connection.setAutoCommit(false);
            ages(connection);
            List<PastRun> newest = runs(connection);
            connection.commit();
            usage(connection);
            results(connection, newest);
            favourites(connection);
            connection.commit();
            keeping.settle(connection);
        } catch (SQLException e) {
            throw new IllegalStateException("The past year cannot be written down.", e);
        }
    }

    /** What is counted of a query. */
    UsageTally usage(SavedQuery query) {
        return tallies.getOrDefault(query.id(), new UsageTally());
    }

    /** Queries were saved over two years, and changed since; one in twenty is archived. */
    private void ages(Connection connection) throws SQLException {
        try (PreparedStatement heads = connection.prepareStatement(
                        "update saved_queries set created_at = ?, changed_at = ?, archived = ? where id = ?");
                PreparedStatement versions = connection.prepareStatement(
                        "update saved_query_versions set saved_at = ? where query = ? and version = ?")) {
            for (SavedQuery query : queries) {
                Duration age = Duration.ofMinutes(random.nextLong(PastYear.LENGTH.toMinutes() * 2));
                Instant created = year.end().minus(age);
                Duration step = age.dividedBy(query.version());
                for (int version = 1; version <= query.version(); version++) {
                    versions.setObject(1, time(created.plus(step.multipliedBy(version - 1))));
                    versions.setObject(2, query.id());
                    versions.setInt(3, version);
                    versions.addBatch();
                }
                heads.setObject(1, time(created));
                heads.setObject(2, time(created.plus(step.multipliedBy(query.version() - 1))));
                heads.setBoolean(3, random.nextInt(20) == 0);
                heads.setObject(4, query.id());
                heads.addBatch();
            }
            versions.executeBatch();
            heads.executeBatch();
        }
        connection.commit();
    }

    private List<PastRun> runs(Connection connection) throws SQLException {
        List<PastRun> newest = new ArrayList<>();
        try (Rows rows = new Rows(connection, "runs", RUN)) {
            int[] number = {0};
            year.forEach(run -> {
                add(rows, row(run));
                run.query().ifPresent(query -> usage(query).count(run));
                if (++number[0] > year.runs() - RESULTS && run.isAnswered()) {
                    newest.add(run);
                }
            });
        }
        return newest;
    }

    private static void add(Rows rows, @Nullable Object... values) {
        try {
            rows.add(values);
        } catch (SQLException e) {
            throw new IllegalStateException("A row cannot be written.", e);
        }
    }

    private @Nullable Object[] row(PastRun run) {
        @Nullable SavedQuery query = run.query().orElse(null);
        boolean isAnswered = run.isAnswered();
        String since = run.startedAt().minus(Duration.ofDays(30)).toString();
        byte[] digest = new byte[32];
        random.nextBytes(digest);
        return new @Nullable Object[] {
            run.id(),
            query == null ? null : query.id(),
            query == null ? null : query.version(),
            query == null ? null : query.name(),
            people.name(run.person()),
            "analyst",
            run.kind(),
            "{\"since\":\"" + since + "\"}",
            null,
            query == null ? AD_HOC : query.text(),
            "[{\"edn\":\"#inst \\\"" + since + "\\\"\"}]",
            false,
            time(run.startedAt()),
            INSTANCE,
            run.outcome(),
            isAnswered ? "{\"trees\":{\"t\":" + (1000 + random.nextInt(1_000_000)) + "}}" : null,
            run.rows().isPresent() ? run.rows().getAsLong() : null,
            isAnswered ? HexFormat.of().formatHex(digest) : null,
            isAnswered ? "string long bigdec" : null,
            run.outcome().equals("lost") ? null : run.elapsedMillis(),
            run.cause()
                    .map(cause -> "{\"type\":\"urn:dendro:problem:" + cause + "\",\"status\":400,\"detail\":\"It was "
                            + cause + ".\"}")
                    .orElse(null),
            run.cause().orElse(null)
        };
    }

    private void usage(Connection connection) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("update saved_query_usage set runs = ?, people = ?,"
                + " failures = ?, last_run = ?, recent_ms = ?, median_ms = ? where query = ?")) {
            for (SavedQuery query : queries) {
                UsageTally tally = usage(query);
                update.setLong(1, tally.runs());
                update.setInt(2, tally.people().size());
                update.setLong(3, tally.failures());
                @Nullable Instant last = tally.lastRun();
                update.setObject(4, last == null ? null : time(last));
                update.setString(5, tally.recent());
                update.setObject(6, tally.median());
                update.setObject(7, query.id());
                update.addBatch();
            }
            update.executeBatch();
        }
        try (Rows rows = new Rows(connection, "saved_query_people", List.of("query", "person", "runs", "last_run"))) {
            for (SavedQuery query : queries) {
                usage(query)
                        .people()
                        .forEach((person, use) ->
                                add(rows, query.id(), people.name(person), use.runs(), time(use.last())));
            }
        }
    }

    private void results(Connection connection, List<PastRun> newest) throws SQLException {
        try (Rows rows = new Rows(connection, "results", List.of("run", "kept_at", "bytes"))) {
            newest.forEach(run -> add(rows, run.id(), time(run.startedAt()), (long) RESULT_BYTES));
        }
        byte[] result = result();
        try (Rows rows = new Rows(connection, "result_parts", List.of("run", "part", "content"))) {
            newest.forEach(run -> add(rows, run.id(), 0, result));
        }
    }

    private byte[] result() {
        byte[] text = new byte[RESULT_BYTES * 3 / 4 - 40];
        random.nextBytes(text);
        ByteArrayOutputStream gzipped = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(gzipped)) {
            gzip.write(("{\"rows\": [[\"" + Base64.getEncoder().encodeToString(text) + "\"]]}")
                    .getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return gzipped.toByteArray();
    }

    private void favourites(Connection connection) throws SQLException {
        int span = queries.size() / FAVOURITES_EACH;
        if (span == 0) {
            return;
        }
        try (Rows rows = new Rows(connection, "favourites", List.of("person", "query", "since"))) {
            for (int person = 0; person < people.count(); person++) {
                for (int favourite = 0; favourite < FAVOURITES_EACH; favourite++) {
                    SavedQuery query = queries.get(favourite * span + random.nextInt(span));
                    add(rows, people.name(person), query.id(), time(year.end()));
                }
            }
        }
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
