package dendro.demo.world;

import clojure.lang.Keyword;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** A world's events, remembered without any database: what each attribute of each entity was, and since when. */
final class WorldMemory {

    /** By {@code entity id + attribute}, the values by the instant from which they were true. */
    private final Map<String, NavigableMap<Instant, Object>> histories = new TreeMap<>();

    private final NavigableMap<Instant, String> purchases = new TreeMap<>();
    private final List<String> bills = new ArrayList<>();

    WorldMemory(Iterator<WorldEvent> events) {
        events.forEachRemaining(event -> event.txdata().forEach(fact -> remember(event.instant(), fact)));
    }

    /** All purchases by the instant at which they were made. */
    NavigableMap<Instant, String> purchases() {
        return purchases;
    }

    /** The ids of all bills. */
    List<String> bills() {
        return bills;
    }

    /** What an attribute of an entity was at an instant, and since when. */
    Optional<Map.Entry<Instant, Object>> asOf(String id, String attribute, Instant instant) {
        return Optional.ofNullable(histories.get(id + " :" + attribute)).map(history -> history.floorEntry(instant));
    }

    /** What an attribute of an entity was at an instant. */
    Object value(String id, String attribute, Instant instant) {
        return asOf(id, attribute, instant).orElseThrow().getValue();
    }

    private void remember(Instant instant, Object fact) {
        if (fact instanceof Map<?, ?> entity) {
            entity.entrySet().stream()
                    .filter(entry -> entry.getKey() instanceof Keyword name
                            && name.getName().equals("id")
                            && entry.getValue() instanceof String)
                    .map(entry -> (String) entry.getValue())
                    .findFirst()
                    .ifPresent(id -> rememberAll(instant, id, entity));
        } else if (fact instanceof List<?> change && change.get(1) instanceof List<?> lookup) {
            remember(instant, lookup.get(1).toString(), change.get(2), change.get(3));
        }
    }

    private void rememberAll(Instant instant, String id, Map<?, ?> entity) {
        if (entity.containsKey(Keyword.intern("purchase/amount"))) {
            purchases.put(instant, id);
        }
        if (entity.containsKey(Keyword.intern("bill/due-date"))) {
            bills.add(id);
        }
        entity.forEach((attribute, value) -> remember(instant, id, attribute, value));
    }

    private void remember(Instant instant, String id, Object attribute, Object value) {
        histories.computeIfAbsent(id + " " + attribute, any -> new TreeMap<>()).put(instant, value);
    }
}
