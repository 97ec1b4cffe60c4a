package dendro.savedqueries.run;

import com.fasterxml.jackson.databind.JsonNode;
import dendro.problem.Problem;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import dendro.savedqueries.database.Absent;
import dendro.savedqueries.savedquery.UsageCounts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.Update;

/**
 * Runs in the database, for ever. Safe for any number of threads and instances.
 *
 * <p>An instance of the service says now and then that it is alive. A run that is under way in an instance that has not
 * said so for a while is lost: nobody will ever write down what came of it.
 */
final class RunStore {

    private static final int LARGEST_COUNT = 10_000;

    private final Jdbi jdbi;
    private final KeptResults results;
    private final UUID instance;
    private final Duration silence;
    private final Clock clock;

    /**
     * A store.
     *
     * @param instance of the service, whose runs these are
     * @param silence how long an instance may be silent before it is taken for gone
     */
    RunStore(Jdbi jdbi, KeptResults results, UUID instance, Duration silence, Clock clock) {
        this.jdbi = jdbi;
        this.results = results;
        this.instance = instance;
        this.silence = silence;
        this.clock = clock;
    }

    /**
     * Writes down that a run has begun.
     *
     * @throws ProblemException {@code request-invalid} if there is a run of its id
     */
    Run begin(Run.Asked asked) {
        boolean isNew = jdbi.inTransaction(handle -> {
            if (exists(handle, asked.id())) {
                return false;
            }
            insert(handle, asked);
            return true;
        });
        if (!isNew) {
            throw new Problem(ProblemType.REQUEST_INVALID, "There is a run with the id " + asked.id() + " already.")
                    .exception();
        }
        return Run.begun(asked);
    }

    private static boolean exists(Handle handle, UUID id) {
        return handle.createQuery("select 1 from runs where id = :id")
                .bind("id", id)
                .mapTo(Integer.class)
                .findOne()
                .isPresent();
    }

    private void insert(Handle handle, Run.Asked asked) {
        SentQuery sent = asked.sent();
        Update insert = handle.createUpdate("insert into runs (id, query, version, query_name, person, roles, kind,"
                + " of_run, schedule, parameters, cursor_asked, text, args, sources, allow_cartesian, row_limit,"
                + " started_at, instance, outcome) values (:id, :query, :version, :name, :person, :roles, :kind, :of,"
                + " :schedule, :parameters, :cursor, :text, :args, :sources, :cartesian, :limit, :startedAt,"
                + " :instance, 'running')");
        Absent.bind(insert, "query", asked.subject().query());
        Absent.bind(insert, "version", asked.subject().version());
        Absent.bind(insert, "of", asked.of());
        Absent.bind(insert, "schedule", asked.schedule());
        Absent.bind(insert, "limit", sent.limit());
        insert.bind("id", asked.id())
                .bind("name", asked.subject().name().orElse(null))
                .bind("person", asked.person())
                .bind("roles", RunRows.words(asked.roles()))
                .bind("kind", asked.kind().label())
                .bind("parameters", asked.parameters().toString())
                .bind("cursor", RunRows.text(asked.cursor()))
                .bind("text", sent.text())
                .bind("args", sent.args().toString())
                .bind("sources", RunRows.text(sent.sources()))
                .bind("cartesian", sent.allowCartesian())
                .bind("startedAt", time(asked.startedAt()))
                .bind("instance", instance)
                .execute();
    }

    /** Writes down what came of a run, what there is of its result, and that its query was used. */
    Run end(Run run, RunEnd end) {
        return jdbi.inTransaction(handle -> {
            Update update = handle.createUpdate("update runs set outcome = :outcome, resolved_cursor = :cursor,"
                    + " row_count = :rows, digest = :digest, types = :types, elapsed_ms = :elapsed,"
                    + " problem = :problem, cause = :cause where id = :id and outcome = 'running'");
            Absent.bind(update, "rows", end.rows());
            Absent.bind(update, "elapsed", end.elapsedMillis());
            int changed = update.bind("id", run.id())
                    .bind("outcome", end.outcome().label())
                    .bind("cursor", RunRows.text(end.cursor()))
                    .bind("digest", end.digest().orElse(null))
                    .bind("types", RunRows.words(end.types()))
                    .bind("problem", RunRows.text(end.problem()))
                    .bind("cause", end.problem().map(RunStore::cause).orElse(null))
                    .execute();
            Run ended = run.ended(end);
            if (changed == 1) {
                end.result().ifPresent(gzipped -> results.keep(handle, run, gzipped, clock.instant()));
                usage(ended).ifPresent(used -> UsageCounts.count(handle, used));
            }
            return ended;
        });
    }

    /** A text that was changed since it was saved is no use of what is saved. */
    private static Optional<UsageCounts.Ran> usage(Run run) {
        Run.Asked asked = run.asked();
        return asked.subject()
                .query()
                .filter(query -> asked.subject().version().isPresent())
                .map(query -> new UsageCounts.Ran(
                        query,
                        asked.kind() == RunKind.SCHEDULE ? Optional.empty() : Optional.of(asked.person()),
                        asked.startedAt(),
                        run.outcome() == Outcome.ANSWERED ? run.elapsedMillis() : OptionalLong.empty(),
                        run.outcome() == Outcome.FAILED));
    }

    private static String cause(JsonNode problem) {
        String type = problem.path("type").asText();
        return type.substring(type.lastIndexOf(':') + 1);
    }

    /** The run of an id. */
    Optional<Run> find(UUID id) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select " + RunRows.COLUMNS + " from runs r where r.id = :id")
                        .bind("id", id)
                        .map((row, context) -> RunRows.read(row))
                        .findOne());
    }

    /**
     * Which runs are listed.
     *
     * @param limit how many at most
     * @param offset how many of the newest are left out
     */
    record Filter(
            Optional<UUID> query,
            Optional<String> person,
            Optional<Outcome> outcome,
            Optional<UUID> schedule,
            int limit,
            int offset) {}

    /**
     * Some runs, newest first.
     *
     * @param total how many there are; counted no further than ten thousand
     */
    record Page(int total, List<Run> runs) {
        Page {
            runs = List.copyOf(runs);
        }
    }

    /**
     * The runs of a filter. The order begins with what all of them have in common: it is that of an index then, of which also the
     * embedded database reads no more than it needs. What is skipped is skipped in the index, too, and never read.
     */
    Page list(Filter filter) {
        Map<String, Object> bound = new LinkedHashMap<>();
        filter.query().ifPresent(query -> bound.put("query", query));
        filter.person().ifPresent(person -> bound.put("person", person));
        filter.outcome().ifPresent(outcome -> bound.put("outcome", outcome.label()));
        filter.schedule().ifPresent(schedule -> bound.put("schedule", schedule));
        String where = bound.isEmpty()
                ? ""
                : bound.keySet().stream()
                        .map(column -> "r." + column + " = :" + column)
                        .collect(Collectors.joining(" and ", " where ", ""));
        String order =
                bound.keySet().stream().map(column -> "r." + column + ", ").collect(Collectors.joining())
                        + "r.started_at desc, r.id";
        return jdbi.withHandle(handle -> {
            Query count = handle.createQuery("select count(*) from (select 1 from runs r" + where + " fetch first "
                    + (LARGEST_COUNT + 1) + " rows only) as counted");
            Query page = handle.createQuery("select r.id from runs r" + where + " order by " + order
                    + " offset :offset rows fetch first :limit rows only");
            bound.forEach(count::bind);
            bound.forEach(page::bind);
            return new Page(
                    count.mapTo(Integer.class).one(),
                    runs(
                            handle,
                            page.bind("offset", filter.offset())
                                    .bind("limit", filter.limit())
                                    .mapTo(UUID.class)
                                    .list()));
        });
    }

    private static List<Run> runs(Handle handle, List<UUID> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        return handle.createQuery("select " + RunRows.COLUMNS + " from runs r where r.id in (<ids>)"
                        + " order by r.started_at desc, r.id")
                .bindList("ids", ids)
                .map((row, context) -> RunRows.read(row))
                .list();
    }

    /** The digest of a schedule's newest answer but for that of a run. */
    Optional<String> digestBefore(UUID schedule, UUID run) {
        return jdbi.withHandle(handle -> handle.createQuery("select digest from runs where schedule = :schedule"
                        + " and outcome = 'answered' and digest is not null and id <> :run"
                        + " order by schedule, started_at desc fetch first 1 rows only")
                .bind("schedule", schedule)
                .bind("run", run)
                .mapTo(String.class)
                .findFirst());
    }

    /** Says that this instance is alive. */
    void beat() {
        jdbi.useTransaction(handle -> {
            OffsetDateTime now = now(handle);
            int known = handle.createUpdate("update instances set seen_at = :now where id = :id")
                    .bind("now", now)
                    .bind("id", instance)
                    .execute();
            if (known == 0) {
                handle.createUpdate("insert into instances (id, seen_at) values (:id, :now)")
                        .bind("now", now)
                        .bind("id", instance)
                        .execute();
            }
            handle.createUpdate("delete from instances where seen_at < :then")
                    .bind("then", now.minus(silence))
                    .execute();
        });
    }

    /** Says that there is no other instance: of one before this, nothing is under way any more. */
    void isAlone() {
        jdbi.useHandle(handle -> handle.createUpdate("delete from instances where id <> :id")
                .bind("id", instance)
                .execute());
    }

    /** Says that this instance ends. */
    void leave() {
        jdbi.useHandle(handle -> handle.createUpdate("delete from instances where id = :id")
                .bind("id", instance)
                .execute());
        loseAbandoned(Set::of);
    }

    /**
     * The runs that nobody is about to end any more are lost: those of instances that are gone, and those of this one that
     * it knows nothing of.
     *
     * @param underWay runs of this instance; asked after the database is, for one that began in between is not lost
     */
    int loseAbandoned(Supplier<Set<UUID>> underWay) {
        return jdbi.inTransaction(handle -> {
            List<UUID> abandoned = handle.createQuery("select id from runs where outcome = 'running'"
                            + " and (instance = :instance or instance not in (select id from instances))")
                    .bind("instance", instance)
                    .mapTo(UUID.class)
                    .list();
            Set<UUID> known = underWay.get();
            int lost = 0;
            for (UUID id : abandoned) {
                if (!known.contains(id)) {
                    lost += handle.createUpdate(
                                    "update runs set outcome = 'lost' where id = :id and outcome = 'running'")
                            .bind("id", id)
                            .execute();
                }
            }
            return lost;
        });
    }

    /** By the database's clock: those of instances may differ. */
    private static OffsetDateTime now(Handle handle) {
        return handle.createQuery("select current_timestamp")
                .map((row, context) -> row.getObject(1, OffsetDateTime.class))
                .one();
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
