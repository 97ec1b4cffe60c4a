package dendro.query.guard;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What the clauses of one query may refer to, and the rules they were seen to call.
 *
 * @param sources the declared sources; empty for rules, which learn theirs from whoever calls them
 * @param rules whether rules may be called
 * @param called filled by the walk
 */
record Scope(Optional<Set<String>> sources, boolean rules, Set<String> called) {

    static Scope ofQuery(Set<String> sources, boolean rules) {
        return new Scope(Optional.of(sources), rules, new HashSet<>());
    }

    static Scope ofRules() {
        return new Scope(Optional.empty(), true, new HashSet<>());
    }

    void checkSource(Object source, Place place) {
        String name = Names.text(source);
        if (sources.isPresent() && !sources.get().contains(name)) {
            throw place.invalid("the source " + name + " is not in :in");
        }
    }
}
