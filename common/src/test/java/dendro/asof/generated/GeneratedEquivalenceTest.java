package dendro.asof.generated;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Shrinkable;
import net.jqwik.api.ShrinkingDistance;
import net.jqwik.api.lifecycle.AfterContainer;

/** Schemas, histories and feature sets made up together: whatever they are, the engine answers as the peer does. */
class GeneratedEquivalenceTest {

    /** A build tries the same cases every time; {@code bin/fuzz asof N} tries others. */
    private static final String SEED = "108";

    private static final Coverage COVERAGE = new Coverage();

    /** Of each construct there must be so many cases that say something. */
    private static final long ENOUGH = 5;

    @Property(tries = 2_000, seed = SEED, edgeCases = EdgeCasesMode.NONE)
    void everyExecution_equalsOneQueryARow(@ForAll("cases") GeneratedCase made) {
        Comparison comparison = Comparison.of(made);
        COVERAGE.add(made, comparison);

        assertThat(comparison.differences())
                .as(() -> CasesOfSeeds.described(made))
                .isEmpty();
    }

    @AfterContainer
    static void everyConstructWasCompared() {
        assertThat(COVERAGE.constructs())
                .allSatisfy(
                        (construct, cases) -> assertThat(cases).as(construct).isGreaterThanOrEqualTo(ENOUGH));
    }

    @Provide
    Arbitrary<GeneratedCase> cases() {
        return Arbitraries.fromGenerator(random -> new ShrinkableCase(GeneratedCase.of(random)));
    }

    private record ShrinkableCase(GeneratedCase value) implements Shrinkable<GeneratedCase> {

        @Override
        public Stream<Shrinkable<GeneratedCase>> shrink() {
            return Smaller.than(value).map(ShrinkableCase::new);
        }

        @Override
        public ShrinkingDistance distance() {
            return ShrinkingDistance.of(value.form().toString().length());
        }
    }
}
