package dendro.savedqueries.statistics;

import dendro.savedqueries.database.StoredInstant;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** Counts runs of a period. It reads each of them, so it takes longer the longer the period, and is given up after a while. */
public final class Statistics {

    private static final int SECONDS = 30;
    private static final String TOP = " fetch first 20 rows only";
    private static final String IN_PERIOD = " r.started_at >= :from and r.started_at < :to";

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
            List<DayCount> days = byDay(handle, period);
            return new Counts(
                    totals(handle, period),
                    days.stream()
                            .map(day -> new Day(day.day, day.runs, day.failures))
                            .toList(),
                    byTeam(handle, period),
                    byQuery(handle, period),
                    slowest(handle, period),
                    mostShared(handle),
                    byCause(handle, period),
                    days.stream().map(day -> new ActiveDay(day.day, day.people)).toList());
        });
    }

    private record DayCount(LocalDate day, long runs, long failures, long people) {}

    private static Totals totals(Handle handle, Period period) {
        return rows(
                        handle,
                        period,
                        "select count(*) as runs, coalesce(sum(case when r.outcome = 'failed' then 1 else 0 end), 0) as failures,"
                                + " count(distinct r.person) as people, coalesce(sum(r.row_count), 0) as row_total,"
                                + " (select count(*) from saved_queries where not archived) as queries,"
                                + " (select count(*) from saved_query_versions) as versions,"
                                + " (select count(*) from favourites) as favourites,"
                                + " (select count(*) from procedures) as procedures from runs r where" + IN_PERIOD,
                        (row, context) -> new Totals(
                                row.getLong("runs"),
                                row.getLong("failures"),
                                row.getLong("people"),
                                row.getLong("row_total"),
                                row.getLong("queries"),
                                row.getLong("versions"),
                                row.getLong("favourites"),
                                row.getLong("procedures")))
                .get(0);
    }

    private static List<DayCount> byDay(Handle handle, Period period) {
        return query(
                        handle,
                        period,
                        "select d.run_day, count(*) as runs, sum(d.failed) as failures, count(distinct d.person) as people from"
                                + " (select cast(r.started_at at time zone :zone as date) as run_day, r.person,"
                                + " case when r.outcome = 'failed' then 1 else 0 end as failed from runs r where"
                                + IN_PERIOD + ") d group by d.run_day order by d.run_day")
                .bind("zone", period.zone().getId())
                .map((row, context) -> new DayCount(
                        row.getObject("run_day", LocalDate.class),
                        row.getLong("runs"),
                        row.getLong("failures"),
                        row.getLong("people")))
                .list();
    }

    private static List<Team> byTeam(Handle handle, Period period) {
        return rows(
                handle,
                period,
                "select q.team, count(*) as runs from runs r left join saved_queries q on q.id = r.query where"
                        + IN_PERIOD + " group by q.team order by runs desc, q.team" + TOP,
                (row, context) -> new Team(row.getString("team"), row.getLong("runs")));
    }

    private static List<ByQuery> byQuery(Handle handle, Period period) {
        return rows(
                handle,
                period,
                "select r.query, coalesce(min(q.name), '') as name, count(*) as runs, count(distinct r.person) as people"
                        + " from runs r left join saved_queries q on q.id = r.query where" + IN_PERIOD
                        + " group by r.query order by runs desc, name" + TOP,
                (row, context) -> new ByQuery(
                        id(row, "query"), row.getString("name"), row.getLong("runs"), row.getLong("people")));
    }

    private static List<Slow> slowest(Handle handle, Period period) {
        return rows(
                handle,
                period,
                "select q.id, q.name, s.median, s.runs from (select r.query,"
                        + " percentile_disc(0.5) within group (order by r.elapsed_ms) as median, count(*) as runs"
                        + " from runs r where" + IN_PERIOD + " and r.outcome = 'answered' and r.query is not null"
                        + " group by r.query) s join saved_queries q on q.id = s.query"
                        + " where s.median is not null order by s.median desc, q.name" + TOP,
                (row, context) -> new Slow(
                        row.getObject("id", UUID.class),
                        row.getString("name"),
                        row.getLong("median"),
                        row.getLong("runs")));
    }

    private static List<MuchShared> mostShared(Handle handle) {
        return handle.createQuery("select q.id, q.name, u.people,"
                        + " (select count(*) from favourites f where f.query = q.id) as favourites,"
                        + " (select count(*) from saved_queries o where o.origin = q.id) as forks"
                        + " from saved_queries q join saved_query_usage u on u.query = q.id"
                        + " where not q.archived and u.people > 0 order by u.people desc, u.runs desc, q.name" + TOP)
                .setQueryTimeout(SECONDS)
                .map((row, context) -> new MuchShared(
                        row.getObject("id", UUID.class),
                        row.getString("name"),
                        row.getLong("people"),
                        row.getLong("favourites"),
                        row.getLong("forks")))
                .list();
    }

    private static List<Cause> byCause(Handle handle, Period period) {
        return rows(
                handle,
                period,
                "select coalesce(r.cause, 'unknown') as cause, count(*) as failures from runs r where" + IN_PERIOD
                        + " and r.outcome = 'failed' group by coalesce(r.cause, 'unknown') order by failures desc, cause"
                        + TOP,
                (row, context) -> new Cause(row.getString("cause"), row.getLong("failures")));
    }

    private static @Nullable UUID id(ResultSet row, String column) throws SQLException {
        return row.getObject(column, UUID.class);
    }

    private static <T> List<T> rows(Handle handle, Period period, String sql, RowMapper<T> mapper) {
        return query(handle, period, sql).map(mapper).list();
    }

    private static Query query(Handle handle, Period period, String sql) {
        return handle.createQuery(sql)
                .setQueryTimeout(SECONDS)
                .bind("from", StoredInstant.of(period.from()))
                .bind("to", StoredInstant.of(period.to()));
    }
}
