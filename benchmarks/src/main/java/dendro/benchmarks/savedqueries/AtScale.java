package dendro.benchmarks.savedqueries;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Consumer;

/**
 * The service over each database, asked what people ask while there is much of everything.
 *
 * @param root of the modules, which have been built
 * @param folder for what is made
 * @param queryService that knows the people and has a database {@code trees}
 * @param progress in words
 * @param reported each figure by name
 */
public record AtScale(
        Path root, Path folder, URI queryService, People people, Consumer<String> progress, Reported reported) {

    private static final int PEOPLE_AT_ONCE = 2;
    private static final int TIMES = 20;
    private static final int STATISTICS_TIMES = 20;
    private static final int REAL_RUNS = 150;
    private static final int PAINTS = 10;
    private static final double MOST_MILLIS = 200;
    private static final double MOST_PAINT_MILLIS = 1000;
    private static final double MOST_KILOBYTES = 500;

    /** Takes figures. */
    public interface Reported {

        /** A figure that must not be higher than its bound. */
        void atMost(String name, double value, String unit, double most);

        /** A figure without a bound. */
        void measured(String name, double value, String unit);
    }

    /** Measures over the embedded database, then over PostgreSQL, and the page. */
    public void measure(int queries, int runs) {
        reported.atMost("bundle-kb-gzipped", PageSize.kilobytesGzipped(root), "kB", MOST_KILOBYTES);
        try (Keeping keeping = Keeping.embedded(made("embedded"))) {
            over(keeping, made("embedded"), queries, runs, true);
        }
        try (Keeping keeping = Keeping.postgres(made("server"))) {
            over(keeping, made("server"), queries, runs, false);
        }
    }

    private Path made(String name) {
        try {
            return Files.createDirectories(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void over(Keeping keeping, Path home, int queries, int runs, boolean withPage) {
        Vocabulary vocabulary = new Vocabulary();
        progress.accept("saving " + queries + " queries" + keeping.suffix());
        List<SavedQuery> saved;
        long begun = System.nanoTime();
        try (SavedQueriesProcess service = start(keeping, home)) {
            saved = new Library(service, people, vocabulary).save(queries);
        }
        progress.accept("writing down " + runs + " runs, after " + seconds(begun) + " s");
        begun = System.nanoTime();
        PastYear year = new PastYear(saved, people, runs, Instant.now().truncatedTo(ChronoUnit.SECONDS));
        new Filling(saved, people, year).into(keeping);
        progress.accept("asking, after " + seconds(begun) + " s");
        try (SavedQueriesProcess service = start(keeping, home)) {
            measured("start-ms", service.startTook().toNanos() / 1e6, "ms", keeping);
            measured("pack-ms", service.packed().toNanos() / 1e6, "ms", keeping);
            asked(keeping, service, new Addresses(saved, people, vocabulary, year));
            measured("run-ms-p95", new RealRuns(service, people).p95(REAL_RUNS, year), "ms", keeping);
            if (withPage) {
                painted(service);
            }
        }
        requireRoom(keeping);
        measured("packed-mb", sum(keeping, "select sum(octet_length(content)) from run_days") / 1e6, "MB", keeping);
    }

    private SavedQueriesProcess start(Keeping keeping, Path home) {
        return SavedQueriesProcess.start(root, home, queryService, keeping.yaml(), people);
    }

    private void asked(Keeping keeping, SavedQueriesProcess service, Addresses addresses) {
        Asking asking = new Asking(service, people.token().apply(0), PEOPLE_AT_ONCE, progress);
        bounded("list-ms-p95", asking.p95("lists", addresses.lists(), TIMES), keeping);
        bounded("search-ms-p95", asking.p95("searches", addresses.searches(), TIMES), keeping);
        measured("usage-ms-p95", asking.p95("usage", addresses.usages(), TIMES), "ms", keeping);
        measured("runs-ms-p95", asking.p95("runs", addresses.runs(), TIMES), "ms", keeping);
        measured(
                "statistics-ms-p95", asking.p95("statistics", addresses.statistics(), STATISTICS_TIMES), "ms", keeping);
        measured(
                "statistics-month-ms-p95",
                asking.p95("statistics", addresses.monthlyStatistics(), STATISTICS_TIMES),
                "ms",
                keeping);
    }

    private void painted(SavedQueriesProcess service) {
        List<FirstPaint.Seen> seen =
                new FirstPaint(root).measure(service.uri(), people.token().apply(0), PAINTS);
        List<Double> paints =
                seen.stream().map(FirstPaint.Seen::paintMillis).sorted().toList();
        List<Double> lists =
                seen.stream().map(FirstPaint.Seen::listMillis).sorted().toList();
        reported.atMost("first-paint-ms", paints.get(PAINTS / 2), "ms", MOST_PAINT_MILLIS);
        reported.atMost("first-paint-ms-worst", paints.get(PAINTS - 1), "ms", MOST_PAINT_MILLIS);
        reported.measured("list-shown-ms", lists.get(PAINTS / 2), "ms");
        reported.measured("list-shown-ms-worst", lists.get(PAINTS - 1), "ms");
    }

    private void bounded(String name, double value, Keeping keeping) {
        reported.atMost(name + keeping.suffix(), value, "ms", MOST_MILLIS);
    }

    private void measured(String name, double value, String unit, Keeping keeping) {
        reported.measured(name + keeping.suffix(), value, unit);
    }

    /** The real runs came when there was no room left: older results must have made some. */
    private void requireRoom(Keeping keeping) {
        long kept = sum(keeping, "select sum(bytes) from results");
        if (kept > (long) PastYear.RESULTS_MIB << 20) {
            throw new IllegalStateException("Results take " + kept + " bytes, above results.total.");
        }
    }

    private static long sum(Keeping keeping, String sql) {
        try (Connection connection = keeping.connect();
                Statement statement = connection.createStatement();
                ResultSet sum = statement.executeQuery(sql)) {
            sum.next();
            return sum.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long seconds(long begun) {
        return (System.nanoTime() - begun) / 1_000_000_000;
    }
}
