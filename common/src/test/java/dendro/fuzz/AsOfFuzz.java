package dendro.fuzz;

import dendro.asof.generated.CasesOfSeeds;
import dendro.asof.generated.Coverage;
import java.util.Optional;

/** That the as-of engine answers as {@code Peer.query} does. */
final class AsOfFuzz implements FuzzedProperty {

    private final Coverage coverage = new Coverage();

    @Override
    public String description() {
        return "generated schemas, histories and feature sets: every execution answers as Peer.query does";
    }

    @Override
    public Optional<String> counterexample(long seed) {
        return CasesOfSeeds.counterexample(seed, coverage);
    }

    @Override
    public String summary() {
        return coverage.summary();
    }
}
