package dendro.trainer.source;

import clojure.lang.Keyword;
import dendro.database.DatabaseLocation;
import dendro.database.Visibility;
import java.io.Serializable;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The databases that every executor opens for itself; travels to them.
 *
 * @param entries by name
 */
record PeerDatabases(Map<String, Entry> entries) implements Serializable {

    PeerDatabases {
        entries = new TreeMap<>(entries);
    }

    /**
     * One of them.
     *
     * @param uri as Datomic takes it
     * @param refresh how often to look again, null for the usual pace
     * @param settle how long after its instant a transaction may still arrive, null for the usual time
     * @param hidden attributes that a trainer may not see
     */
    record Entry(
            String uri,
            @Nullable Duration refresh,
            @Nullable Duration settle,
            Set<String> hidden) implements Serializable {

        Entry {
            hidden = new TreeSet<>(hidden);
        }

        DatabaseLocation location() {
            return DatabaseLocation.parse(
                    uri, Optional.empty(), Optional.ofNullable(refresh), Optional.ofNullable(settle));
        }
    }

    /** Where they are. */
    Map<String, DatabaseLocation> locations() {
        Map<String, DatabaseLocation> locations = new TreeMap<>();
        entries.forEach((name, entry) -> locations.put(name, entry.location()));
        return locations;
    }

    /** What a trainer may see. */
    Visibility visibility() {
        Map<String, Set<Keyword>> hidden = new TreeMap<>();
        entries.forEach((name, entry) -> {
            Set<Keyword> attributes = new HashSet<>();
            entry.hidden()
                    .forEach(attribute -> attributes.add(
                            Keyword.intern(attribute.startsWith(":") ? attribute.substring(1) : attribute)));
            if (!attributes.isEmpty()) {
                hidden.put(name, attributes);
            }
        });
        return new Visibility(hidden);
    }
}
