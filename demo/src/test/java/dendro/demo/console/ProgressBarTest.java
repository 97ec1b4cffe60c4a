package dendro.demo.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProgressBarTest {

    @Test
    void bar_growsFromEmptyToFull() {
        assertThat(ProgressBar.of(0)).isEqualTo("[>                       ]   0 %");
        assertThat(ProgressBar.of(0.5)).isEqualTo("[============>           ]  50 %");
        assertThat(ProgressBar.of(1)).isEqualTo("[========================] 100 %");
    }

    @Test
    void shareOutsideItsBounds_countsAsTheNearest() {
        assertThat(ProgressBar.of(-1)).isEqualTo(ProgressBar.of(0));
        assertThat(ProgressBar.of(7)).isEqualTo(ProgressBar.of(1));
    }
}
