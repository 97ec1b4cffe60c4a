package dendro.benchmarks;

import datomic.Database;
import datomic.Datom;
import datomic.Peer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/**
 * What everything else is compared with: the ways Datomic itself offers to read a purchase, its customer and its
 * merchant as of the purchase's own transaction, and the bare iteration over the datoms that such rows are made of.
 */
final class Baseline implements Benchmark {

    private static final String QUERY = "[:find ?amount ?installments ?job ?city ?limit ?category :in $ ?id"
            + " :where [?p :purchase/id ?id] [?p :purchase/amount ?amount] [?p :purchase/installments ?installments]"
            + " [?p :purchase/customer ?c] [?c :customer/job ?job] [?c :customer/city ?city] [?c :customer/limit ?limit]"
            + " [?p :purchase/merchant ?m] [?m :merchant/category ?category]]";
    private static final String PATTERN = "[:purchase/amount :purchase/installments"
            + " {:purchase/customer [:customer/job :customer/city :customer/limit]}"
            + " {:purchase/merchant [:merchant/category]}]";
    private static final List<String> ATTRIBUTES = List.of(
            ":purchase/id",
            ":purchase/amount",
            ":purchase/installments",
            ":purchase/customer",
            ":purchase/merchant",
            ":customer/job",
            ":customer/city",
            ":customer/limit",
            ":merchant/category");
    private static final int SCANS = 5;

    /** A purchase and the transaction that made it. */
    private record Row(Object entity, String id, long t) {}

    @Override
    public String name() {
        return "baseline";
    }

    @Override
    public String description() {
        return "Datomic's own ways to read rows as of their own moments, and a bare scan, in microseconds a row.";
    }

    @Override
    public void run(BenchmarkSize size, Consumer<String> progress, Consumer<Figure> figures) {
        try (PurchaseHistory history = PurchaseHistory.load(size.purchases(), progress)) {
            Database database = history.database();
            List<Row> sample = sample(database, size.sample());
            progress.accept("one query a row");
            figures.accept(
                    Figure.measured("query-us-per-row", microsecondsPerRow(sample, row -> query(database, row)), "us"));
            progress.accept("one pull a row");
            figures.accept(
                    Figure.measured("pull-us-per-row", microsecondsPerRow(sample, row -> pull(database, row)), "us"));
            progress.accept("scanning the datoms of the attributes involved");
            figures.accept(Figure.measured("scan-us-per-row", scan(database, size.purchases()), "us"));
        }
    }

    private static List<Row> sample(Database database, int size) {
        List<Row> rows = new ArrayList<>();
        for (Datom datom : database.datoms(Database.AEVT, ":purchase/id")) {
            rows.add(new Row(datom.e(), (String) datom.v(), Peer.toT(datom.tx())));
        }
        Collections.shuffle(rows, new Random(7));
        return List.copyOf(rows.subList(0, Math.min(size, rows.size())));
    }

    /** The sample is read twice; the first time warms up. */
    private static double microsecondsPerRow(List<Row> sample, Consumer<Row> read) {
        sample.forEach(read);
        long begun = System.nanoTime();
        sample.forEach(read);
        return (System.nanoTime() - begun) / 1e3 / sample.size();
    }

    private static void query(Database database, Row row) {
        Collection<?> found = Peer.query(QUERY, database.asOf(row.t), row.id);
        if (found.size() != 1) {
            throw new IllegalStateException("The query found " + found.size() + " rows for " + row.id + ".");
        }
    }

    private static void pull(Database database, Row row) {
        if (database.asOf(row.t).pull(PATTERN, row.entity).size() != 4) {
            throw new IllegalStateException("The pull did not find all of " + row.id + ".");
        }
    }

    private static double scan(Database database, int rows) {
        double best = Double.MAX_VALUE;
        for (int repetition = 0; repetition < SCANS; repetition++) {
            long begun = System.nanoTime();
            long datoms = 0;
            for (String attribute : ATTRIBUTES) {
                for (Datom datom : database.history().datoms(Database.AEVT, attribute)) {
                    datoms += datom.added() ? 1 : 0;
                }
            }
            if (datoms < rows) {
                throw new IllegalStateException("The scan met only " + datoms + " datoms.");
            }
            best = Math.min(best, (System.nanoTime() - begun) / 1e3 / rows);
        }
        return best;
    }
}
