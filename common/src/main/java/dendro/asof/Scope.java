package dendro.asof;

import clojure.lang.Symbol;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The variables visible to some clauses, the registers that keep them, and which of those have a value by now.
 * Branches are compiled in copies: what one binds, another has not.
 */
final class Scope {

    /** Hands out registers and marks for a whole query. */
    static final class Registers {
        private int slots;
        private int marks;

        int slot() {
            return slots++;
        }

        int mark() {
            return marks++;
        }

        int slots() {
            return slots;
        }

        int marks() {
            return marks;
        }
    }

    private final Registers registers;
    private final Map<Symbol, Term> names;
    private final Set<Integer> bound;
    private final Optional<String> source;
    private final boolean namesSources;

    private Scope(
            Registers registers,
            Map<Symbol, Term> names,
            Set<Integer> bound,
            Optional<String> source,
            boolean namesSources) {
        this.registers = registers;
        this.names = names;
        this.bound = bound;
        this.source = source;
        this.namesSources = namesSources;
    }

    /** Where a query begins. */
    static Scope empty() {
        return new Scope(new Registers(), new HashMap<>(), new HashSet<>(), Optional.empty(), true);
    }

    /** The same variables, to be bound on their own. */
    Scope branch() {
        return new Scope(registers, new HashMap<>(names), new HashSet<>(bound), source, namesSources);
    }

    /** The same within a source that clauses need not name. */
    Scope within(Optional<String> implicit) {
        return implicit.isEmpty() ? this : new Scope(registers, names, bound, implicit, namesSources);
    }

    /** A scope that sees none of these variables yet. */
    Scope closed(Optional<String> implicit) {
        return new Scope(registers, new HashMap<>(), new HashSet<>(bound), implicit, namesSources);
    }

    /** The same in a body in which the peer knows one source only: a rule's, or a branch of {@code or}. */
    Scope inBody(Optional<String> implicit) {
        return new Scope(registers, names, bound, implicit, false);
    }

    /** Whether clauses may name their database here. */
    boolean namesSources() {
        return namesSources;
    }

    /** The database that clauses without one read. */
    Optional<String> source() {
        return source;
    }

    Registers registers() {
        return registers;
    }

    /** What a variable has been given by now; empty if nothing. */
    Optional<Term.Known> known(Symbol variable) {
        Term term = names.get(variable);
        if (term instanceof Term.Binds binds) {
            return bound.contains(binds.slot()) ? Optional.of(new Term.Bound(binds.slot())) : Optional.empty();
        }
        return Optional.ofNullable((Term.Known) term);
    }

    boolean isKnown(Symbol variable) {
        return known(variable).isPresent();
    }

    /** A variable where it stands: known, or bound from here on. */
    Term bind(Symbol variable) {
        Optional<Term.Known> known = known(variable);
        if (known.isPresent()) {
            return known.get();
        }
        Term.Binds binds = slotOf(variable);
        bound.add(binds.slot());
        return binds;
    }

    /** The register of a variable that has no value yet. */
    Term.Binds slotOf(Symbol variable) {
        Term term = names.computeIfAbsent(variable, unseen -> new Term.Binds(registers.slot()));
        if (term instanceof Term.Binds binds) {
            return binds;
        }
        throw new IllegalStateException(variable + " is no variable to be bound.");
    }

    /** Makes a variable mean what another one, or a constant, means outside. */
    void alias(Symbol variable, Term meaning) {
        names.put(variable, meaning);
    }

    /** Takes over what a branch has bound. */
    void bindAllOf(Scope branch) {
        for (Term term : names.values()) {
            if (term instanceof Term.Binds binds && branch.bound.contains(binds.slot())) {
                bound.add(binds.slot());
            }
        }
    }
}
