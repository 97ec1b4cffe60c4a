package dendro.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TrainerProgressTest {

    @Test
    void stagesOfATraining_onlyEverGrow() {
        List<Double> shares = List.of(
                        "progress shards 0/16",
                        "progress shards 9/16",
                        "progress shards 16/16",
                        "progress search 0/1",
                        "progress search 1/1",
                        "progress fit 1/1",
                        "progress evaluate 1/1",
                        "progress todays-values-shards 4/16",
                        "progress todays-values-fit 0/1",
                        "progress publish 1/1")
                .stream()
                .map(line -> TrainerProgress.parse(line).orElseThrow().share())
                .toList();

        assertThat(shares).isSorted().endsWith(1.0);
    }

    @Test
    void shards_areCountedInWords() {
        assertThat(TrainerProgress.parse("progress shards 3/8").map(TrainerProgress::words))
                .contains("3 of 8 shards read, each row as of its own time");
    }

    @Test
    void otherLines_areNoProgress() {
        assertThat(TrainerProgress.parse("INFO progress shards 3/8")).isEqualTo(Optional.empty());
        assertThat(TrainerProgress.parse("progress somewhere 3/8")).isEqualTo(Optional.empty());
    }
}
