package dendro.query.guard;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever a stranger inserts into a query, rules or a pull pattern, what is admitted holds no name that could be called but allowed ones. */
class MutatedQueriesTest {

    @Property(tries = 20_000)
    void admittedMutation_callsAllowedNamesOnly(@ForAll long seed) {
        assertThat(MutatedQueries.counterexample(seed)).isEmpty();
    }

    @Property(tries = 1_000)
    void admittedMutation_doesNotDoWhatWasInserted(@ForAll long seed) {
        assertThat(MutatedQueries.counterexampleOnceRun(seed)).isEmpty();
    }
}
