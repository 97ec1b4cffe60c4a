package dendro.demo.simulator;

import datomic.Database;
import datomic.Peer;
import dendro.demo.world.WorldDatabases;
import java.util.Collection;
import java.util.List;

/**
 * Who there is for something to happen to, as the databases say.
 *
 * @param customers ids
 * @param merchants whom they buy from
 * @param cities where merchants are and customers move to
 * @param unpaidBills ids
 * @param purchases how many have been made
 */
record Cast(
        List<String> customers, List<Shop> merchants, List<String> cities, List<String> unpaidBills, int purchases) {

    /**
     * A merchant.
     *
     * @param id of the merchant
     * @param name as customers know it
     */
    record Shop(String id, String name) {}

    /** Everyone there is at this moment; lists are sorted, so that a seed decides what happens to whom. */
    static Cast of(WorldDatabases databases) {
        Database customers = databases.connection("customers").db();
        Database merchants = databases.connection("merchants").db();
        Database purchases = databases.connection("purchases").db();
        Database bills = databases.connection("bills").db();
        Collection<List<String>> shops =
                Peer.query("[:find ?id ?name :where [?m :merchant/id ?id] [?m :merchant/name ?name]]", merchants);
        Collection<String> unpaid =
                Peer.query("[:find [?id ...] :where [?b :bill/status :open] [?b :bill/id ?id]]", bills);
        Number made = Peer.query("[:find (count ?p) . :where [?p :purchase/id]]", purchases);
        return new Cast(
                sorted(Peer.query("[:find [?id ...] :where [_ :customer/id ?id]]", customers)),
                shops.stream()
                        .map(shop -> new Shop(shop.get(0), shop.get(1)))
                        .sorted((one, other) -> one.id().compareTo(other.id()))
                        .toList(),
                sorted(Peer.query("[:find [?city ...] :where [_ :merchant/city ?city]]", merchants)),
                sorted(unpaid),
                made.intValue());
    }

    private static List<String> sorted(Collection<String> names) {
        return names.stream().sorted().toList();
    }
}
