package dendro.demo.scores;

import dendro.demo.simulator.MadePurchase;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The last purchases made, so that their scores can be shown with what they were about. Thread-safe. */
public final class RecentPurchases {

    private static final int REMEMBERED = 10_000;

    private final Map<String, MadePurchase> byId = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, MadePurchase> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** Remembers a purchase, and forgets the eldest if there are too many. */
    public synchronized void add(MadePurchase purchase) {
        byId.put(purchase.id(), purchase);
    }

    /** The purchase with this id, if it is among the last. */
    public synchronized Optional<MadePurchase> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }
}
