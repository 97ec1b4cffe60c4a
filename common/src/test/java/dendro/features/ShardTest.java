package dendro.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.function.LongUnaryOperator;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ShardTest {

    private static final long PARTITION = 4L << 42;
    private static final int ENTITIES = 40_000;

    @Property(tries = 200)
    void everyEntity_isInExactlyOneShard(@ForAll long entityId, @ForAll @IntRange(min = 1, max = 64) int shards) {
        long holding = IntStream.range(0, shards)
                .filter(index -> new Shard(index, shards).holds(entityId))
                .count();

        assertThat(holding).isEqualTo(1);
    }

    @Test
    void entitiesMadeOneATransaction_spreadEvenly() {
        assertEven(entity -> PARTITION + 1000 + 2 * entity);
    }

    @Test
    void entitiesMadeTenATransaction_spreadEvenly() {
        assertEven(entity -> PARTITION + 1000 + entity + entity / 10);
    }

    @Test
    void entitiesInPartitions_spreadEvenly() {
        assertEven(entity -> ((4 + entity % 50) << 42) + 1000 + 2 * (entity / 50));
    }

    @Test
    void shardThatIsNotThere_isRefused() {
        assertThatThrownBy(() -> new Shard(8, 8)).hasMessageContaining("no shard 8 of 8");
        assertThatThrownBy(() -> new Shard(0, 0)).hasMessageContaining("request-invalid");
    }

    @Test
    void moreShardsThanAnyoneNeeds_areRefused() {
        assertThat(new Shard(0, 1 << 20).count()).isEqualTo(1 << 20);
        assertThatThrownBy(() -> new Shard(0, (1 << 20) + 1)).hasMessageContaining("1048577 shards are too many");
    }

    private static void assertEven(LongUnaryOperator entityId) {
        for (int shards : new int[] {2, 7, 8, 16}) {
            int[] sizes = new int[shards];
            for (long entity = 0; entity < ENTITIES; entity++) {
                for (int index = 0; index < shards; index++) {
                    sizes[index] += new Shard(index, shards).holds(entityId.applyAsLong(entity)) ? 1 : 0;
                }
            }
            int largest = IntStream.of(sizes).max().orElseThrow();
            assertThat(largest).isCloseTo(ENTITIES / shards, withinPercentage(10));
        }
    }
}
