package dendro.benchmarks;

import datomic.Connection;
import datomic.ListenableFuture;
import datomic.Peer;
import datomic.Util;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Date;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * The data of the benchmarks: one in-memory database of purchases, customers and merchants, whose customers change
 * job, city and limit while purchases come in ten a transaction. With 200,000 purchases it holds about 1.3 million
 * datoms. The same size gives the same data.
 */
final class PurchaseHistory implements AutoCloseable {

    private static final List<String> CITIES = List.of("São Paulo", "Richmond", "Recife", "Curitiba", "Belém");
    private static final List<String> JOBS = List.of("Philosopher", "Baker", "Engineer", "Nurse");
    private static final List<String> CATEGORIES = List.of("books", "food", "travel", "games");
    private static final long START = Instant.parse("2014-01-01T00:00:00Z").toEpochMilli();
    private static final long STEP_MILLIS = 60_000;
    private static final int PER_TRANSACTION = 10;
    private static final int IN_FLIGHT = 64;

    private final String uri = "datomic:mem://benchmark-" + java.util.UUID.randomUUID();
    private final Random random = new Random(108);
    private final Deque<ListenableFuture<?>> inFlight = new ArrayDeque<>();
    private final Connection connection;
    private final int purchases;
    private long transactions;

    private PurchaseHistory(int purchases) {
        Peer.createDatabase(uri);
        this.connection = Peer.connect(uri);
        this.purchases = purchases;
    }

    static PurchaseHistory load(int purchases, Consumer<String> progress) {
        PurchaseHistory history = new PurchaseHistory(purchases);
        history.transact(List.of(
                attribute(":customer/id", ":db.type/string", ":db/unique", ":db.unique/identity"),
                attribute(":customer/job", ":db.type/string"),
                attribute(":customer/city", ":db.type/string"),
                attribute(":customer/limit", ":db.type/long"),
                attribute(":merchant/id", ":db.type/string", ":db/unique", ":db.unique/identity"),
                attribute(":merchant/category", ":db.type/string"),
                attribute(":purchase/id", ":db.type/string", ":db/unique", ":db.unique/identity"),
                attribute(":purchase/amount", ":db.type/long"),
                attribute(":purchase/installments", ":db.type/long"),
                attribute(":purchase/customer", ":db.type/ref"),
                attribute(":purchase/merchant", ":db.type/ref")));
        history.people();
        history.buying(progress);
        history.drain(0);
        return history;
    }

    /** Where this process finds the database. */
    String uri() {
        return uri;
    }

    datomic.Database database() {
        return connection.db();
    }

    private int customers() {
        return Math.max(1, purchases / 10);
    }

    private int merchants() {
        return Math.max(1, purchases / 100);
    }

    private void people() {
        for (int index = 0; index < customers(); index++) {
            transact(List.of(Util.map(
                    ":customer/id", "cus-" + index,
                    ":customer/job", pick(JOBS),
                    ":customer/city", pick(CITIES),
                    ":customer/limit", limit())));
        }
        for (int index = 0; index < merchants(); index++) {
            transact(List.of(Util.map(":merchant/id", "mer-" + index, ":merchant/category", pick(CATEGORIES))));
        }
    }

    /** Each transaction of ten purchases is followed by five changes of one customer each. */
    private void buying(Consumer<String> progress) {
        for (int start = 0; start < purchases; start += PER_TRANSACTION) {
            List<Object> batch = new ArrayList<>();
            for (int index = start; index < Math.min(start + PER_TRANSACTION, purchases); index++) {
                batch.add(Util.map(
                        ":purchase/id",
                        "pur-" + index,
                        ":purchase/amount",
                        (long) (100 + random.nextInt(200_000)),
                        ":purchase/installments",
                        (long) (1 + random.nextInt(12)),
                        ":purchase/customer",
                        customer(),
                        ":purchase/merchant",
                        Util.list(":merchant/id", "mer-" + random.nextInt(merchants()))));
            }
            transact(batch);
            change();
            if (start % (purchases / 10 + 1) < PER_TRANSACTION) {
                progress.accept("loaded " + start + " of " + purchases + " purchases");
            }
        }
    }

    private void change() {
        List<Object> changes = new ArrayList<>();
        for (int index = 0; index < PER_TRANSACTION / 2; index++) {
            Object change =
                    switch (random.nextInt(3)) {
                        case 0 -> Util.list(":db/add", customer(), ":customer/job", pick(JOBS));
                        case 1 -> Util.list(":db/add", customer(), ":customer/limit", limit());
                        default -> Util.list(":db/add", customer(), ":customer/city", pick(CITIES));
                    };
            changes.clear();
            changes.add(change);
            transact(changes);
        }
    }

    private Object customer() {
        return Util.list(":customer/id", "cus-" + random.nextInt(customers()));
    }

    private long limit() {
        return 100L * random.nextInt(9000);
    }

    private String pick(List<String> values) {
        return values.get(random.nextInt(values.size()));
    }

    private void transact(List<?> data) {
        List<Object> stamped = new ArrayList<>(data);
        Instant instant = Instant.ofEpochMilli(START + STEP_MILLIS * transactions++);
        stamped.add(Util.map(":db/id", "datomic.tx", ":db/txInstant", Date.from(instant)));
        inFlight.add(connection.transactAsync(stamped));
        drain(IN_FLIGHT);
    }

    private void drain(int most) {
        try {
            while (inFlight.size() > most) {
                var unused = inFlight.remove().get(60, TimeUnit.SECONDS);
            }
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("The benchmark's data could not be made: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Making the benchmark's data was interrupted.", e);
        }
    }

    private static Object attribute(String ident, String type, String... more) {
        List<Object> parts = new ArrayList<>(
                List.of(":db/ident", ident, ":db/valueType", type, ":db/cardinality", ":db.cardinality/one"));
        parts.addAll(List.of(more));
        return Util.map(parts.toArray());
    }

    @Override
    public void close() {
        Peer.deleteDatabase(uri);
    }
}
