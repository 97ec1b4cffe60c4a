package dendro.savedqueries.statistics;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Counts runs of a period, each of them: a median, or how many people there were, is not to be had from sums of days. See {@link
 * RunDays} for why that is quick.
 */
public final class Statistics {

    private static final int SECONDS = 30;
    private static final int TOP = 20;
    private static final int FETCHED = 2000;

    private final Jdbi store;

    /** Those of a store. */
    public Statistics(Jdbi store) {
        this.store = store;
    }

    /** Of everything, the period's runs first. */
    record Totals(
            long runs,
            long failures,
            long people,
            long rows,
            long queries,
            long versions,
            long favourites,
            long procedures) {}

    record Day(LocalDate day, long runs, long failures) {}

    record ActiveDay(LocalDate day, long people) {}

    record Team(@Nullable String team, long runs) {}

    record ByQuery(@Nullable UUID id, String name, long runs, long people) {}

    record Slow(UUID id, String name, long medianMs, long runs) {}

    record MuchShared(UUID id, String name, long people, long favourites, long forks) {}

    record Cause(String cause, long failures) {}

    /** All that is counted. */
    record Counts(
            Totals totals,
            List<Day> byDay,
            List<Team> byTeam,
            List<ByQuery> byQuery,
            List<Slow> slowest,
            List<MuchShared> mostShared,
            List<Cause> failuresByCause,
            List<ActiveDay> peopleActive) {}

    /** The counts of a period. */
    Counts of(Period period) {
        return store.inTransaction(handle -> {
            RunTally tally = new RunTally(period.zone());
            RunDays.count(handle, period, tally);
            Map<UUID, Named> named = named(handle);
            return new Counts(
                    totals(handle, tally),
                    days(tally, (day, counted) -> new Day(day, counted.runs(), counted.failures())),
                    byTeam(tally, named),
                    byQuery(tally, named),
                    slowest(tally, named),
                    mostShared(handle),
                    byCause(tally),
                    days(tally, (day, counted) -> new ActiveDay(day, counted.people())));
        });
    }

    private static <T> List<T> days(RunTally tally, BiFunction<LocalDate, RunTally.OfDay, T> shown) {
        return tally.days().entrySet().stream()
                .map(day -> shown.apply(day.getKey(), day.getValue()))
                .toList();
    }

    private record Named(String name, @Nullable String team) {}

    private static Map<UUID, Named> named(Handle handle) {
        Map<UUID, Named> all = new HashMap<>();
        handle.createQuery("select id, name, team from saved_queries")
                .setQueryTimeout(SECONDS)
                .setFetchSize(FETCHED)
                .map((row, context) -> Map.entry(
                        row.getObject("id", UUID.class), new Named(row.getString("name"), row.getString("team"))))
                .forEach(query -> all.put(query.getKey(), query.getValue()));
        return all;
    }

    private static Totals totals(Handle handle, RunTally tally) {
        return handle.createQuery("select (select count(*) from saved_queries where not archived) as queries,"
                        + " (select count(*) from saved_query_versions) as versions,"
                        + " (select count(*) from favourites) as favourites,"
                        + " (select count(*) from procedures) as procedures")
                .setQueryTimeout(SECONDS)
                .map((row, context) -> new Totals(
                        tally.runs(),
                        tally.failures(),
                        tally.people(),
                        tally.rows(),
                        row.getLong("queries"),
                        row.getLong("versions"),
                        row.getLong("favourites"),
                        row.getLong("procedures")))
                .one();
    }

    private static List<Team> byTeam(RunTally tally, Map<UUID, Named> named) {
        Map<Optional<String>, Long> runs = new HashMap<>();
        runs.merge(Optional.empty(), tally.unsaved().runs(), Long::sum);
        tally.queries()
                .forEach((id, counted) ->
                        runs.merge(Optional.ofNullable(named.get(id)).map(Named::team), counted.runs(), Long::sum));
        return runs.entrySet().stream()
                .filter(team -> team.getValue() > 0)
                .map(team -> new Team(team.getKey().orElse(null), team.getValue()))
                .sorted(Comparator.comparingLong(Team::runs)
                        .reversed()
                        .thenComparing(Team::team, Comparator.nullsLast(Comparator.naturalOrder())))
                .limit(TOP)
                .toList();
    }

    private static List<ByQuery> byQuery(RunTally tally, Map<UUID, Named> named) {
        RunTally.OfQuery unsaved = tally.unsaved();
        return Stream.concat(
                        Stream.of(new ByQuery(null, "", unsaved.runs(), unsaved.people())),
                        tally.queries().entrySet().stream()
                                .map(query -> new ByQuery(
                                        query.getKey(),
                                        name(named, query.getKey()),
                                        query.getValue().runs(),
                                        query.getValue().people())))
                .filter(query -> query.runs() > 0)
                .sorted(Comparator.comparingLong(ByQuery::runs).reversed().thenComparing(ByQuery::name))
                .limit(TOP)
                .toList();
    }

    private static List<Slow> slowest(RunTally tally, Map<UUID, Named> named) {
        return tally.queries().entrySet().stream()
                .filter(query -> query.getValue().answered() > 0)
                .map(query -> new Slow(
                        query.getKey(),
                        name(named, query.getKey()),
                        query.getValue().medianMillis(),
                        query.getValue().answered()))
                .sorted(Comparator.comparingLong(Slow::medianMs).reversed().thenComparing(Slow::name))
                .limit(TOP)
                .toList();
    }

    private static String name(Map<UUID, Named> named, UUID query) {
        Named known = named.get(query);
        return known == null ? "" : known.name();
    }

    private static List<MuchShared> mostShared(Handle handle) {
        return handle.createQuery("select t.id, t.name, t.people,"
                        + " (select count(*) from favourites f where f.query = t.id) as favourites,"
                        + " (select count(*) from saved_queries o where o.origin = t.id) as forks"
                        + " from (select q.id, q.name, u.people, u.runs from saved_queries q"
                        + " join saved_query_usage u on u.query = q.id where not q.archived and u.people > 0"
                        + " order by u.people desc, u.runs desc, q.name fetch first " + TOP + " rows only) t"
                        + " order by t.people desc, t.runs desc, t.name")
                .setQueryTimeout(SECONDS)
                .map((row, context) -> new MuchShared(
                        row.getObject("id", UUID.class),
                        row.getString("name"),
                        row.getLong("people"),
                        row.getLong("favourites"),
                        row.getLong("forks")))
                .list();
    }

    private static List<Cause> byCause(RunTally tally) {
        return tally.causes().entrySet().stream()
                .map(cause -> new Cause(cause.getKey(), cause.getValue().count()))
                .filter(cause -> cause.failures() > 0)
                .sorted(Comparator.comparingLong(Cause::failures).reversed().thenComparing(Cause::cause))
                .limit(TOP)
                .toList();
    }
}
