package dendro.demo.world;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;

/**
 * One transaction of one database.
 *
 * @param database its name: {@code customers}, {@code merchants}, {@code purchases} or {@code bills}
 * @param instant its {@code :db/txInstant}; later than that of every event before it in the same database
 * @param txdata what it asserts, as Datomic takes it, without the transaction's own instant
 */
public record WorldEvent(String database, Instant instant, List<Object> txdata) {

    public WorldEvent {
        txdata = List.copyOf(txdata);
    }

    /** The transaction with its own instant. */
    public List<Object> transaction() {
        List<Object> transaction = new ArrayList<>(txdata.size() + 1);
        transaction.add(Facts.entity("db/id", "datomic.tx", "db/txInstant", Date.from(instant)));
        transaction.addAll(txdata);
        return transaction;
    }
}
