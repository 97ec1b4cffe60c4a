package dendro.fuzz;

import dendro.query.guard.MutatedQueries;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/** That the guard admits no query, rules or pull pattern that call what they may not. */
final class GuardFuzz implements FuzzedProperty {

    private final LongAdder admitted = new LongAdder();

    @Override
    public String description() {
        return "queries, rules and pull patterns with foreign names inserted: what the guard admits calls allowed names only, also when it is run";
    }

    @Override
    public Optional<String> counterexample(long seed) {
        if (MutatedQueries.isAdmitted(seed)) {
            admitted.increment();
        }
        return MutatedQueries.counterexampleOnceRun(seed);
    }

    @Override
    public String summary() {
        return admitted.sum() + " of them admitted and run";
    }
}
