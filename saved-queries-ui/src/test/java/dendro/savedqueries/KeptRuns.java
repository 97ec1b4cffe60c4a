package dendro.savedqueries;

import dendro.savedqueries.database.StoredInstant;
import dendro.savedqueries.person.Person;
import dendro.savedqueries.queryservice.Identity;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.jdbi.v3.core.Jdbi;

/** Queries and runs as they stand in a store, without anybody having run anything. */
public final class KeptRuns {

    /** An analyst. */
    public static final Person ANA = new Person(
            "ana", Set.of("analyst"), Set.of("risk"), new Identity("ana", Set.of("analyst"), Optional.empty()));

    private final Jdbi store;
    private final Clock clock;

    /** Those of a store. */
    public KeptRuns(Jdbi store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** A query with one version. */
    public UUID query(String name, String team) {
        UUID id = UUID.randomUUID();
        store.useHandle(handle -> {
            handle.createUpdate(
                            "insert into saved_queries (id, owner, created_at, changed_at, version, name, description, team)"
                                    + " values (:id, 'ana', :now, :now, 1, :name, '', :team)")
                    .bind("id", id)
                    .bind("name", name)
                    .bind("team", team)
                    .bind("now", StoredInstant.of(clock.instant()))
                    .execute();
            handle.createUpdate(
                            "insert into saved_query_versions (query, version, saved_at, saved_by, name, description, tags,"
                                    + " query_text, parameters, procedures) values (:id, 1, :now, 'ana', :name, '', '[]', '[:find ?x]',"
                                    + " '[]', '[]')")
                    .bind("id", id)
                    .bind("name", name)
                    .bind("now", StoredInstant.of(clock.instant()))
                    .execute();
            handle.createUpdate("insert into saved_query_usage (query) values (:id)")
                    .bind("id", id)
                    .execute();
        });
        return id;
    }

    /** A run whose result is kept. */
    public UUID answered(UUID query, String person, String parameters, String result) {
        UUID id = run(query, person, parameters, "answered", "", 10);
        store.useHandle(handle -> {
            handle.createUpdate("insert into results (run, kept_at, bytes) values (:run, :now, 1)")
                    .bind("run", id)
                    .bind("now", StoredInstant.of(clock.instant()))
                    .execute();
            byte[] gzipped = gzipped(result);
            int half = gzipped.length / 2;
            part(handle, id, 0, java.util.Arrays.copyOfRange(gzipped, 0, half));
            part(handle, id, 1, java.util.Arrays.copyOfRange(gzipped, half, gzipped.length));
        });
        return id;
    }

    private static void part(org.jdbi.v3.core.Handle handle, UUID run, int part, byte[] content) {
        handle.createUpdate("insert into result_parts (run, part, content) values (:run, :part, :content)")
                .bind("run", run)
                .bind("part", part)
                .bind("content", content)
                .execute();
    }

    /** A run that has ended. */
    public UUID run(UUID query, String person, String parameters, String outcome, String cause, long millis) {
        UUID id = UUID.randomUUID();
        store.useHandle(
                handle -> handle.createUpdate("insert into runs (id, query, version, query_name, person, roles, kind,"
                                + " parameters, text, args, allow_cartesian, started_at, instance, outcome, row_count, elapsed_ms, cause)"
                                + " values (:id, :query, 1, 'name', :person, '', 'run', :parameters, '[:find ?x]', '[]', false, :now,"
                                + " :id, :outcome, 7, :millis, :cause)")
                        .bind("id", id)
                        .bind("query", query)
                        .bind("person", person)
                        .bind("parameters", parameters)
                        .bind("outcome", outcome)
                        .bindByType("cause", cause.isEmpty() ? null : cause, String.class)
                        .bind("millis", millis)
                        .bind("now", StoredInstant.of(clock.instant()))
                        .execute());
        return id;
    }

    private static byte[] gzipped(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
