package dendro.training;

import datomic.Database;
import datomic.Datom;
import dendro.database.ObservedDatabase;
import dendro.features.EntityAt;
import dendro.features.EntityKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The entities of a shard with their moments, read off the history of the identity attribute: also entities that were
 * retracted later belong to the past.
 */
final class Population {

    private final EntityKey key;
    private final ObservedDatabase database;

    Population(EntityKey key, ObservedDatabase database) {
        this.key = key;
        this.database = database;
    }

    /** Every entity of the shard whose moment lies in the range, ordered by moment and id. */
    List<EntityAt> entities(TrainingRange range, Shard shard) {
        Database history = database.newest().history();
        Map<Long, Datom> firstAssertions = new HashMap<>();
        for (Datom datom : history.datoms(Database.AEVT, key.attribute())) {
            if (datom.added() && shard.holds((Long) datom.e())) {
                firstAssertions.merge((Long) datom.e(), datom, Population::earlier);
            }
        }
        List<EntityAt> entities = new ArrayList<>();
        for (Datom identity : firstAssertions.values()) {
            moment(history, identity)
                    .filter(range::holds)
                    .ifPresent(moment -> entities.add(new EntityAt(String.valueOf(identity.v()), moment)));
        }
        entities.sort(Comparator.comparing(EntityAt::timestamp).thenComparing(EntityAt::id));
        return entities;
    }

    private Optional<Instant> moment(Database history, Datom identity) {
        return key.timestamp()
                .map(attribute -> firstInstant(history, identity.e(), attribute))
                .orElseGet(() -> firstInstant(history, identity.tx(), ":db/txInstant"));
    }

    private static Optional<Instant> firstInstant(Database history, Object entity, Object attribute) {
        Iterator<Datom> datoms =
                history.datoms(Database.EAVT, entity, attribute).iterator();
        Optional<Datom> first = Optional.empty();
        while (datoms.hasNext()) {
            Datom datom = datoms.next();
            if (datom.added()) {
                first = Optional.of(first.map(known -> earlier(known, datom)).orElse(datom));
            }
        }
        return first.map(datom -> ((Date) datom.v()).toInstant());
    }

    private static Datom earlier(Datom left, Datom right) {
        return (Long) left.tx() <= (Long) right.tx() ? left : right;
    }
}
