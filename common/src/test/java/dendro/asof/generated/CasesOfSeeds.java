package dendro.asof.generated;

import java.util.Optional;
import java.util.Random;

/** Runs the case of a seed. */
public final class CasesOfSeeds {

    /** Neighbouring seeds of {@link Random} begin alike. */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private CasesOfSeeds() {}

    /** The case of a seed. */
    static GeneratedCase of(long seed) {
        return GeneratedCase.of(new Random(seed * SPREAD));
    }

    /** The smallest case like the seed's in which the engine and the peer differ, with how; empty if they agree. */
    public static Optional<String> counterexample(long seed, Coverage coverage) {
        GeneratedCase made = of(seed);
        Comparison comparison = Comparison.of(made);
        coverage.add(made, comparison);
        if (comparison.differences().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(described(Smaller.thatStill(made, smaller -> stillDiffers(smaller, comparison.fault()))));
    }

    private static boolean stillDiffers(GeneratedCase smaller, String fault) {
        try {
            return Comparison.of(smaller).fault().equals(fault);
        } catch (RuntimeException e) {
            // What is left is no case any more.
            return false;
        }
    }

    /** A case, what the engine makes of it and how that differs from the peer's answer. */
    static String described(GeneratedCase made) {
        Comparison comparison = Comparison.of(made);
        return made + "\n" + String.join("\n", comparison.differences()) + "\n"
                + comparison.plan().map(plan -> plan.explain()).orElse("");
    }
}
