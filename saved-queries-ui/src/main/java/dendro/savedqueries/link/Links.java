package dendro.savedqueries.link;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.util.RawValue;
import dendro.problem.Problem;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import dendro.savedqueries.database.StoredInstant;
import dendro.savedqueries.person.Person;
import dendro.savedqueries.run.KeptResults;
import dendro.savedqueries.savedquery.SavedQueries;
import dendro.savedqueries.savedquery.SavedVersion;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Links and what they lead to. Safe for any number of threads and instances. */
public final class Links {

    /** Runs of theirs that are looked through for one that was asked the same. */
    private static final int RECENT = 100;

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Jdbi store;
    private final SavedQueries queries;
    private final KeptResults results;
    private final Clock clock;

    /** Those of a store. */
    public Links(Jdbi store, SavedQueries queries, KeptResults results, Clock clock) {
        this.store = store;
        this.queries = queries;
        this.results = results;
        this.clock = clock;
    }

    /** A link that was made; its path is told once. */
    record Made(UUID id, String path, Instant expires, boolean hasResult) {}

    /** A link in a list. */
    record Entry(UUID id, int version, String madeBy, Instant madeAt, Instant expires) {}

    /** What a run of a link was. */
    record SharedRun(
            UUID id,
            Instant startedAt,
            @Nullable Long rows,
            @Nullable String digest,
            @Nullable RawValue resolvedCursor) {}

    /** What a link leads to. */
    record Shared(
            SavedVersion version,
            RawValue parameters,
            @Nullable RawValue cursor,
            Instant expires,
            Optional<SharedRun> run,
            Optional<RawValue> result) {}

    /**
     * Makes a link.
     *
     * @throws ProblemException {@code not-found}, or {@code not-permitted} for a run of somebody else
     */
    Made make(Person person, LinkDraft draft) {
        var unused = queries.version(draft.query(), draft.version());
        String token = LinkToken.random();
        UUID id = UUID.randomUUID();
        Instant now = clock.instant();
        Instant expires = now.plus(draft.lasts());
        return store.inTransaction(handle -> {
            Optional<UUID> run = draft.run().isPresent()
                    ? Optional.of(ofTheirs(handle, person, draft))
                    : newestAskedTheSame(handle, person, draft);
            handle.createUpdate(
                            "insert into links (id, token_hash, query, version, parameters, cursor_asked, run, made_by,"
                                    + " made_at, expires_at) values (:id, :hash, :query, :version, :parameters, :cursor, :run,"
                                    + " :person, :now, :expires)")
                    .bind("id", id)
                    .bind("hash", LinkToken.hash(token))
                    .bind("query", draft.query())
                    .bind("version", draft.version())
                    .bind("parameters", draft.parameters().toString())
                    .bindByType("cursor", text(draft.cursor()), String.class)
                    .bindByType("run", run.orElse(null), UUID.class)
                    .bind("person", person.name())
                    .bind("now", StoredInstant.of(now))
                    .bind("expires", StoredInstant.of(expires))
                    .execute();
            return new Made(id, "/shared/" + token, expires, run.isPresent());
        });
    }

    private static @Nullable String text(JsonNode json) {
        return json.isNull() ? null : json.toString();
    }

    private record Asked(
            UUID run,
            String person,
            String parameters,
            @Nullable String cursor) {}

    private static UUID ofTheirs(Handle handle, Person person, LinkDraft draft) {
        Asked asked = handle.createQuery("select id, person, parameters, cursor_asked from runs where id = :run"
                        + " and query = :query and version = :version")
                .bind("run", draft.run().orElseThrow())
                .bind("query", draft.query())
                .bind("version", draft.version())
                .map((row, context) -> asked(row))
                .findOne()
                .orElseThrow(() -> unknown("There is no such run of this version of the query."));
        if (!asked.person().equals(person.name())) {
            throw new Problem(
                            ProblemType.NOT_PERMITTED,
                            "A link shows a result of your own, as others may see more than you: run the query first.")
                    .exception();
        }
        return asked.run();
    }

    private static Optional<UUID> newestAskedTheSame(Handle handle, Person person, LinkDraft draft) {
        List<Asked> runs = handle.createQuery("select r.id, r.person, r.parameters, r.cursor_asked from runs r"
                        + " join results k on k.run = r.id where r.query = :query and r.version = :version"
                        + " and r.person = :person and r.outcome = 'answered' and r.kind <> 'evolution'"
                        + " order by r.query, r.person, r.started_at desc, r.id fetch first :most rows only")
                .bind("query", draft.query())
                .bind("version", draft.version())
                .bind("person", person.name())
                .bind("most", RECENT)
                .map((row, context) -> asked(row))
                .list();
        return runs.stream()
                .filter(run -> same(run.parameters(), draft.parameters()) && same(run.cursor(), draft.cursor()))
                .map(Asked::run)
                .findFirst();
    }

    private static Asked asked(ResultSet row) throws SQLException {
        return new Asked(
                row.getObject("id", UUID.class),
                row.getString("person"),
                row.getString("parameters"),
                row.getString("cursor_asked"));
    }

    private static boolean same(@Nullable String kept, JsonNode asked) {
        try {
            return MAPPER.readTree(kept == null ? "null" : kept).equals(MAPPER.readTree(asked.toString()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A run holds what is no JSON: " + kept, e);
        }
    }

    /** The links of a query that still lead somewhere. */
    List<Entry> list(UUID query) {
        return store.withHandle(
                handle -> handle.createQuery("select id, version, made_by, made_at, expires_at from links"
                                + " where query = :query and ended_at is null and expires_at > :now"
                                + " order by made_at desc, id fetch first :most rows only")
                        .bind("query", query)
                        .bind("now", StoredInstant.of(clock.instant()))
                        .bind("most", RECENT)
                        .map((row, context) -> new Entry(
                                row.getObject("id", UUID.class),
                                row.getInt("version"),
                                row.getString("made_by"),
                                StoredInstant.read(row, "made_at"),
                                StoredInstant.read(row, "expires_at")))
                        .list());
    }

    /**
     * Ends a link.
     *
     * @throws ProblemException {@code not-found}, or {@code not-permitted} for those who neither made it nor may change its query
     */
    void end(Person person, UUID id) {
        store.useTransaction(handle -> {
            boolean isTheirs = handle.createQuery("select l.made_by, q.owner, q.team from links l"
                            + " join saved_queries q on q.id = l.query where l.id = :id")
                    .bind("id", id)
                    .map((row, context) -> person.name().equals(row.getString("made_by"))
                            || person.mayChange(row.getString("owner"), Optional.ofNullable(row.getString("team"))))
                    .findOne()
                    .orElseThrow(() -> unknown("There is no link " + id + "."));
            if (!isTheirs) {
                throw new Problem(
                                ProblemType.NOT_PERMITTED,
                                "A link is ended by who made it, or by who may change its query.")
                        .exception();
            }
            handle.createUpdate("update links set ended_at = :now where id = :id and ended_at is null")
                    .bind("id", id)
                    .bind("now", StoredInstant.of(clock.instant()))
                    .execute();
        });
    }

    private record Target(
            UUID query,
            int version,
            String parameters,
            @Nullable String cursor,
            @Nullable UUID run,
            Instant expires) {}

    /**
     * What a token leads to.
     *
     * @throws ProblemException {@code not-found}, also if it has expired or was ended: nobody learns that there was one
     */
    Shared follow(String token) {
        return store.inTransaction(handle -> {
            Target target = handle.createQuery(
                            "select query, version, parameters, cursor_asked, run, expires_at from links"
                                    + " where token_hash = :hash and ended_at is null and expires_at > :now")
                    .bind("hash", LinkToken.hash(token))
                    .bind("now", StoredInstant.of(clock.instant()))
                    .map((row, context) -> new Target(
                            row.getObject("query", UUID.class),
                            row.getInt("version"),
                            row.getString("parameters"),
                            row.getString("cursor_asked"),
                            row.getObject("run", UUID.class),
                            StoredInstant.read(row, "expires_at")))
                    .findOne()
                    .orElseThrow(() -> unknown("This link leads nowhere, or no longer does."));
            @Nullable UUID run = target.run();
            return new Shared(
                    queries.version(target.query(), target.version()),
                    new RawValue(target.parameters()),
                    raw(target.cursor()),
                    target.expires(),
                    run == null ? Optional.empty() : run(handle, run),
                    run == null ? Optional.empty() : results.find(handle, run).flatMap(LinkedResult::read));
        });
    }

    private static Optional<SharedRun> run(Handle handle, UUID run) {
        return handle.createQuery("select started_at, row_count, digest, resolved_cursor from runs where id = :run")
                .bind("run", run)
                .map((row, context) -> new SharedRun(
                        run,
                        StoredInstant.read(row, "started_at"),
                        row.getObject("row_count", Long.class),
                        row.getString("digest"),
                        raw(row.getString("resolved_cursor"))))
                .findOne();
    }

    private static @Nullable RawValue raw(@Nullable String json) {
        return json == null ? null : new RawValue(json);
    }

    private static ProblemException unknown(String detail) {
        return new Problem(ProblemType.NOT_FOUND, detail).exception();
    }
}
