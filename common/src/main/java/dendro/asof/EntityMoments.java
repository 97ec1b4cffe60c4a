package dendro.asof;

import datomic.Database;
import datomic.Datom;
import dendro.features.EntityAt;
import dendro.features.EntityKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;

/**
 * The entities of a database by their identity, each with its moment: also those that were retracted later belong to
 * the past. A timeline is read at one go if it fits into memory and else in ranges.
 */
final class EntityMoments {

    private static final int RANGE = 1 << 16;

    private final EntityKey key;
    private final Database newest;
    private final TransactionInstants instants;
    private final LongPredicate wanted;
    private final List<EntityAt> found = new ArrayList<>();

    /** Of the last entity's transaction: they mostly follow each other. */
    private int number;

    /**
     * Entities.
     *
     * @param instants of the database's transactions
     * @param wanted tells by entity id
     */
    EntityMoments(EntityKey key, Database newest, TransactionInstants instants, LongPredicate wanted) {
        this.key = key;
        this.newest = newest;
        this.instants = instants;
        this.wanted = wanted;
    }

    /** Those of the identity attribute's timeline. */
    List<EntityAt> of(Timeline identities) {
        add(identities);
        return found;
    }

    /** Those of the identity attribute's history, which is read in ranges of entities. */
    List<EntityAt> ofHistory(PlannedAttribute identity) {
        List<Datom> range = new ArrayList<>();
        for (Datom datom : newest.history().datoms(Database.AEVT, identity.id())) {
            boolean isNewEntity =
                    range.isEmpty() || !range.get(range.size() - 1).e().equals(datom.e());
            if (isNewEntity && range.size() >= RANGE) {
                add(TimelineReader.read(range, identity, false, range.size(), List.of()));
                range.clear();
            }
            range.add(datom);
        }
        add(TimelineReader.read(range, identity, false, range.size(), List.of()));
        return found;
    }

    private void add(Timeline identities) {
        // Which entities are wanted cannot be foreseen by a processor: they are listed first, without a branch for
        // each.
        int[] entries = new int[identities.entities()];
        int count = 0;
        for (int entry = 0; entry < entries.length; entry++) {
            entries[count] = entry;
            count += wanted.test(identities.entity(entry)) ? 1 : 0;
        }
        for (int place = 0; place < count; place++) {
            int entry = entries[place];
            String id = String.valueOf(identities.firstValue(entry));
            moment(identities.entity(entry), identities.firstFrom(entry))
                    .ifPresent(moment -> found.add(new EntityAt(id, moment)));
        }
    }

    private Optional<Instant> moment(long entity, long transaction) {
        if (key.timestamp().isEmpty()) {
            number = instants.number(transaction, number);
            return Optional.of(instants.instant(number));
        }
        Optional<Datom> first = Optional.empty();
        for (Datom datom :
                newest.history().datoms(Database.EAVT, entity, key.timestamp().get())) {
            if (datom.added()
                    && first.filter(earlier -> (Long) earlier.tx() <= (Long) datom.tx())
                            .isEmpty()) {
                first = Optional.of(datom);
            }
        }
        return first.map(datom -> ((Date) datom.v()).toInstant());
    }
}
