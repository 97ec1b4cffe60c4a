package dendro.asof;

import datomic.Database;
import datomic.Datom;
import dendro.features.EntityAt;
import dendro.features.EntityKey;
import dendro.features.Shard;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;

/**
 * A shard's entities of a database by their identity, each with its moment: also those that were retracted later
 * belong to the past. A timeline is read at one go if it fits into memory and else in ranges.
 */
final class EntityMoments {

    private static final int RANGE = 1 << 16;

    private final EntityKey key;
    private final Database newest;
    private final TransactionInstants instants;
    private final Shard shard;
    private final List<EntityAt> found = new ArrayList<>();

    /** Of the last entity's transaction: they mostly follow each other. */
    private int number;

    /**
     * Entities.
     *
     * @param instants of the database's transactions
     */
    EntityMoments(EntityKey key, Database newest, TransactionInstants instants, Shard shard) {
        this.key = key;
        this.newest = newest;
        this.instants = instants;
        this.shard = shard;
    }

    /**
     * Those of the identity attribute's timeline.
     *
     * @param dealt the timeline's entities, to as many shards as there are
     */
    List<EntityAt> of(Timeline identities, DealtEntities dealt) {
        int end = dealt.end(shard);
        for (int place = dealt.start(shard); place < end; place++) {
            int entity = dealt.entity(place);
            String id = String.valueOf(identities.firstValue(entity));
            moment(identities.entity(entity), identities.firstFrom(entity))
                    .ifPresent(moment -> found.add(new EntityAt(id, moment)));
        }
        return found;
    }

    /** Those of the identity attribute's history, which is read in ranges of entities. */
    List<EntityAt> ofHistory(PlannedAttribute identity) {
        List<Datom> range = new ArrayList<>();
        for (Datom datom : newest.history().datoms(Database.AEVT, identity.id())) {
            boolean isNewEntity =
                    range.isEmpty() || !range.get(range.size() - 1).e().equals(datom.e());
            if (isNewEntity && range.size() >= RANGE) {
                addRange(range, identity);
                range.clear();
            }
            range.add(datom);
        }
        addRange(range, identity);
        return found;
    }

    private void addRange(List<Datom> range, PlannedAttribute identity) {
        Timeline identities = TimelineReader.read(range, identity, false, range.size(), List.of());
        of(identities, DealtEntities.of(identities, shard.count()));
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
