package dendro.savedqueries.statistics;

import dendro.savedqueries.database.StoredInstant;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * The runs of a period as far as they are counted. Days of UTC that are over are packed, one after the other, into a few rows;
 * those that are not yet are read run by run. Safe for any number of threads and instances.
 */
public final class RunDays {

    /** A run is written down when it begins, so an hour after midnight none of the day before is still to come. */
    private static final Duration SETTLED = Duration.ofHours(1);

    private static final int SECONDS = 30;

    /** Days whose packed runs are in memory at a time. */
    private static final int AT_ONCE = 16;

    private final Jdbi store;
    private final Clock clock;

    /** Those of a store. */
    public RunDays(Jdbi store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Counts the runs of a period. */
    static void count(Handle handle, Period period, RunTally tally) {
        LocalDate unpacked = packedUpTo(handle).map(day -> day.plusDays(1)).orElse(LocalDate.MIN);
        LocalDate first = day(period.from());
        LocalDate end = day(period.to().minusMillis(1)).plusDays(1);
        LocalDate day = first;
        while (day.isBefore(end) && day.isBefore(unpacked)) {
            LocalDate next = earliest(day.plusDays(AT_ONCE), earliest(end, unpacked));
            parts(handle, day, next).forEach(part -> DayPart.count(part, period.from(), period.to(), tally));
            day = next;
        }
        Instant from = day.equals(first) ? period.from() : begin(day);
        if (from.isBefore(period.to())) {
            runs(handle, from, period.to(), tally::count);
        }
    }

    private static List<byte[]> parts(Handle handle, LocalDate from, LocalDate to) {
        return handle.createQuery("select content from run_days where run_day >= :from and run_day < :to"
                        + " order by run_day, part")
                .setQueryTimeout(SECONDS)
                .bind("from", from)
                .bind("to", to)
                .map((row, context) -> row.getBytes("content"))
                .list();
    }

    /** A day at a time: a database that gathers a whole result before it hands out any of it gathers no more. */
    private static void runs(Handle handle, Instant from, Instant to, Consumer<CountedRun> each) {
        Optional<Instant> next = oldest(handle, from);
        while (next.isPresent() && next.get().isBefore(to)) {
            Instant end = begin(day(next.get()).plusDays(1));
            read(handle, next.get(), end.isBefore(to) ? end : to, each);
            next = oldest(handle, end);
        }
    }

    private static Optional<Instant> oldest(Handle handle, Instant from) {
        return handle.createQuery("select started_at from runs where started_at >= :from order by started_at"
                        + " fetch first 1 rows only")
                .setQueryTimeout(SECONDS)
                .bind("from", StoredInstant.of(from))
                .map((row, context) -> StoredInstant.read(row, "started_at"))
                .findOne();
    }

    private static void read(Handle handle, Instant from, Instant to, Consumer<CountedRun> each) {
        handle.createQuery("select started_at, query, person, outcome, cause, elapsed_ms, row_count from runs"
                        + " where started_at >= :from and started_at < :to order by started_at")
                .setQueryTimeout(SECONDS)
                .bind("from", StoredInstant.of(from))
                .bind("to", StoredInstant.of(to))
                .map((row, context) -> run(row))
                .forEach(each);
    }

    private static CountedRun run(ResultSet row) throws SQLException {
        return new CountedRun(
                StoredInstant.read(row, "started_at"),
                row.getObject("query", UUID.class),
                row.getString("person"),
                CountedRun.Result.of(row.getString("outcome")),
                row.getString("cause"),
                number(row, "elapsed_ms"),
                number(row, "row_count"));
    }

    private static OptionalLong number(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(value);
    }

    /** How many days are over and not packed yet. */
    public long daysLeft() {
        return store.withHandle(handle -> nextToPack(handle)
                .map(day -> Math.max(0, ChronoUnit.DAYS.between(day, settled())))
                .orElse(0L));
    }

    /**
     * Packs the oldest day that is over and not packed yet.
     *
     * @return whether there was one whose runs have all ended
     */
    public boolean packNext() {
        return store.inTransaction(handle -> {
            Optional<LocalDate> next = nextToPack(handle).filter(day -> day.isBefore(settled()));
            if (next.isEmpty() || isUnderWay(handle, next.get())) {
                return false;
            }
            pack(handle, next.get());
            return true;
        });
    }

    /** The first day that is not over for good. */
    private LocalDate settled() {
        return day(clock.instant().minus(SETTLED));
    }

    private static Optional<LocalDate> nextToPack(Handle handle) {
        return packedUpTo(handle).map(day -> day.plusDays(1)).or(() -> oldest(handle, Instant.EPOCH)
                .map(RunDays::day));
    }

    private static boolean isUnderWay(Handle handle, LocalDate day) {
        return handle.createQuery("select 1 from runs where outcome = 'running' and started_at >= :from"
                        + " and started_at < :to fetch first 1 rows only")
                .bind("from", StoredInstant.of(begin(day)))
                .bind("to", StoredInstant.of(begin(day.plusDays(1))))
                .mapTo(Integer.class)
                .findOne()
                .isPresent();
    }

    private static void pack(Handle handle, LocalDate day) {
        List<DayPart> parts = new ArrayList<>(List.of(new DayPart()));
        read(handle, begin(day), begin(day.plusDays(1)), run -> {
            if (parts.get(parts.size() - 1).isFull()) {
                parts.add(new DayPart());
            }
            parts.get(parts.size() - 1).add(run);
        });
        for (int part = 0; part < parts.size(); part++) {
            // Another instance packs the same runs into the same parts.
            handle.createUpdate("insert into run_days (run_day, part, content) values (:day, :part, :content)"
                            + " on conflict do nothing")
                    .bind("day", day)
                    .bind("part", part)
                    .bind("content", parts.get(part).bytes())
                    .execute();
        }
    }

    private static Optional<LocalDate> packedUpTo(Handle handle) {
        return handle.createQuery(
                        "select run_day from run_days order by run_day desc, part desc fetch first 1 rows only")
                .map((row, context) -> row.getObject("run_day", LocalDate.class))
                .findOne();
    }

    private static LocalDate earliest(LocalDate one, LocalDate other) {
        return one.isBefore(other) ? one : other;
    }

    private static LocalDate day(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }

    private static Instant begin(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
