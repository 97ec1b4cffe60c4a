package dendro.modelservice.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.assertj.core.data.Offset;

class SamplingTest {

    private static final int IDS = 2000;

    @Property(tries = 200)
    void fractionOfTheIds_isSampled(@ForAll @DoubleRange(min = 0, max = 1) double fraction) {
        Sampling sampling = new Sampling(fraction);
        long sampled =
                IntStream.range(0, IDS).filter(i -> sampling.holds("pur-" + i)).count();
        assertThat((double) sampled / IDS).isCloseTo(fraction, Offset.offset(0.05));
    }

    @Property(tries = 500)
    void all_meansEveryId_andNone_meansNone(@ForAll String id) {
        assertThat(new Sampling(1).holds(id)).isTrue();
        assertThat(new Sampling(0).holds(id)).isFalse();
    }

    @Property(tries = 500)
    void sampledId_staysSampledInALargerSample(
            @ForAll String id,
            @ForAll @DoubleRange(min = 0, max = 1) double one,
            @ForAll @DoubleRange(min = 0, max = 1) double other) {
        boolean inSmaller = new Sampling(Math.min(one, other)).holds(id);
        boolean inLarger = new Sampling(Math.max(one, other)).holds(id);
        assertThat(!inSmaller || inLarger).isTrue();
    }
}
