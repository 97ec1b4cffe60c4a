package dendro.asof;

import datomic.Database;
import dendro.database.Databases;
import dendro.database.ObservedDatabase;
import java.util.concurrent.ConcurrentHashMap;

/** The {@link EntityHistories} of each database's newest state, shared by all calls. Safe for any number of threads. */
final class SharedHistories {

    private final Databases databases;
    private final ConcurrentHashMap<String, EntityHistories> newest = new ConcurrentHashMap<>();

    SharedHistories(Databases databases) {
        this.databases = databases;
    }

    /** Those of a database as observed; nobody's but the caller's if others have observed a later state. */
    EntityHistories of(ObservedDatabase observed) {
        Database database = observed.newest();
        long basis = database.basisT();
        EntityHistories known = newest.get(observed.name());
        if (known != null && known.basis() == basis) {
            return known;
        }
        if (known != null && known.basis() > basis) {
            return EntityHistories.of(database);
        }
        EntityHistories next = known == null
                ? EntityHistories.of(database)
                : known.followedBy(database, databases.named(observed.name()).logUpTo(basis));
        EntityHistories kept =
                newest.merge(observed.name(), next, (others, own) -> others.basis() < own.basis() ? own : others);
        return kept.basis() == basis ? kept : next;
    }

    void forget() {
        newest.clear();
    }
}
