package dendro.asof;

import static org.assertj.core.api.Assertions.assertThat;

import clojure.lang.Keyword;
import datomic.Database;
import datomic.Datom;
import dendro.database.Databases;
import dendro.database.Deadline;
import dendro.database.Fixtures;
import dendro.database.ObservedDatabase;
import dendro.features.EntityAt;
import dendro.features.EntityKey;
import dendro.features.Shard;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DealtEntitiesTest {

    private static final EntityKey PURCHASES =
            new EntityKey("purchases", Keyword.intern("purchase", "id"), Optional.empty());
    private static final long ROOM = 1 << 26;
    private static final long NO_ROOM = 1;

    private static Databases databases;
    private static ObservedDatabase observed;
    private static Map<String, Long> entityIds;

    @BeforeAll
    static void open() {
        databases = Fixtures.open();
        observed = databases.named("purchases").newest(Deadline.after(Duration.ofSeconds(5)));
        entityIds = new HashMap<>();
        for (Datom datom : observed.newest().history().datoms(Database.AEVT, ":purchase/id")) {
            entityIds.put((String) datom.v(), (Long) datom.e());
        }
    }

    @AfterAll
    static void close() {
        databases.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {ROOM, NO_ROOM})
    void eachShard_hasTheEntitiesThatItHolds_whateverWasAskedBefore(long timelineBytes) {
        AsOfEngine engine = new AsOfEngine(databases, Duration.ofSeconds(10), Duration.ofMinutes(1), timelineBytes);

        for (int count : new int[] {1, 8, 3, 8, 1_000}) {
            List<EntityAt> all = new ArrayList<>();
            for (int index = 0; index < count; index++) {
                Shard shard = new Shard(index, count);
                List<EntityAt> entities = engine.entities(PURCHASES, observed, shard);
                assertThat(entities)
                        .allMatch(entity -> shard.holds(Objects.requireNonNull(entityIds.get(entity.id()))));
                all.addAll(entities);
            }
            assertThat(all).extracting(EntityAt::id).containsExactlyInAnyOrderElementsOf(entityIds.keySet());
        }
    }
}
