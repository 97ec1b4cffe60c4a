package dendro.demo.simulator;

import datomic.Database;
import datomic.Peer;
import dendro.demo.world.WorldDatabases;
import java.util.Collection;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The last purchases of a world's history, the oldest of them first, and from there again. For one thread. */
public final class LastPurchases implements Supplier<MadePurchase> {

    private static final int KEPT = 5_000;

    private final List<MadePurchase> last;
    private Iterator<MadePurchase> next;

    private LastPurchases(List<MadePurchase> last) {
        this.last = last;
        this.next = last.iterator();
    }

    /** Those there are at this moment. */
    public static LastPurchases of(WorldDatabases databases) {
        Database purchases = databases.connection("purchases").db();
        Database merchants = databases.connection("merchants").db();
        Map<String, String> names = new HashMap<>();
        Collection<List<String>> shops =
                Peer.query("[:find ?id ?name :where [?m :merchant/id ?id] [?m :merchant/name ?name]]", merchants);
        shops.forEach(shop -> names.put(shop.get(0), shop.get(1)));
        Collection<List<Object>> made = Peer.query(
                "[:find ?id ?amount ?merchant ?instant :where [?p :purchase/id ?id ?tx] [?p :purchase/amount ?amount]"
                        + " [?p :purchase/merchant-id ?merchant] [?tx :db/txInstant ?instant]]",
                purchases);
        List<MadePurchase> inOrder = made.stream()
                .map(row -> new MadePurchase(
                        (String) row.get(0),
                        (Long) row.get(1),
                        names.getOrDefault((String) row.get(2), ""),
                        ((Date) row.get(3)).toInstant()))
                .sorted(Comparator.comparing(MadePurchase::timestamp))
                .toList();
        return new LastPurchases(List.copyOf(inOrder.subList(Math.max(0, inOrder.size() - KEPT), inOrder.size())));
    }

    @Override
    public MadePurchase get() {
        if (!next.hasNext()) {
            next = last.iterator();
        }
        return next.next();
    }
}
