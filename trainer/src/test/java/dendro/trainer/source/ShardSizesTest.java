package dendro.trainer.source;

import static org.assertj.core.api.Assertions.assertThat;

import dendro.trainer.source.ShardSizes.Size;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ShardSizesTest {

    @ParameterizedTest
    @CsvSource({
        "0, 8, 1",
        "999, 8, 1",
        "20_001, 2, 4",
        "20_001, 16, 20",
        "1_000_000, 2, 20",
        "1_000_001, 2, 21",
        "9_000_000_000, 2, 10_000"
    })
    void number_isChosenByEntities_soThatNoShardIsNearlyEmpty(String entities, int places, String shards) {
        assertThat(ShardCount.of(Long.parseLong(entities.replace("_", "")), places))
                .isEqualTo(Integer.parseInt(shards.replace("_", "")));
    }

    @Test
    void shardFarAboveTheMiddle_isHot() {
        ShardSizes sizes = ShardSizes.of(List.of(
                new Size(2, 1000, Duration.ofSeconds(9)),
                new Size(0, 1010, Duration.ofSeconds(3)),
                new Size(1, 2500, Duration.ofSeconds(4)),
                new Size(3, 990, Duration.ofSeconds(3))));

        assertThat(sizes.hot()).extracting(Size::index).containsExactly(2, 1);
        assertThat(sizes.sentence()).endsWith("hot: shard 2 (1,000 rows, 9.0 s), shard 1 (2,500 rows, 4.0 s).");
        assertThat(sizes.json().path("hot").path(0).path("shard").intValue()).isEqualTo(2);
    }

    @Test
    void evenShards_areNotHot() {
        ShardSizes sizes = ShardSizes.of(
                List.of(new Size(0, 1010, Duration.ofMillis(1100)), new Size(1, 990, Duration.ofMillis(100))));

        assertThat(sizes.hot()).isEmpty();
        assertThat(sizes.sentence()).endsWith("none is hot.");
    }
}
