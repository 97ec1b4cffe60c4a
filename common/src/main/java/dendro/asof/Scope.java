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

    /** The id that a row begins with. */
    static final Term.Known ID = new Term.Bound(0);

    private static final String ANYTHING = "anything";

    /** Which clauses may name their database. */
    private enum Naming {
        ALL,
        PATTERNS,
        NONE
    }

    /** Hands out registers and marks for a whole query. */
    static final class Registers {
        private int slots;
        private int marks;
        private final Map<Integer, Set<Object>> types = new HashMap<>();
        private final Set<Integer> ofSeveral = new HashSet<>();
        private final Set<Object> repeated = new HashSet<>();

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
    private final Naming naming;
    private final boolean negated;

    private Scope(
            Registers registers,
            Map<Symbol, Term> names,
            Set<Integer> bound,
            Optional<String> source,
            Naming naming,
            boolean negated) {
        this.registers = registers;
        this.names = names;
        this.bound = bound;
        this.source = source;
        this.naming = naming;
        this.negated = negated;
    }

    /** Where a query begins. */
    static Scope empty() {
        return new Scope(new Registers(), new HashMap<>(), new HashSet<>(), Optional.empty(), Naming.ALL, false);
    }

    /** The same variables, to be bound on their own. */
    Scope branch() {
        return new Scope(registers, new HashMap<>(names), new HashSet<>(bound), source, naming, negated);
    }

    /** The same within a source that clauses need not name. */
    Scope within(Optional<String> implicit) {
        return implicit.isEmpty() ? this : new Scope(registers, names, bound, implicit, naming, negated);
    }

    /** A scope that sees none of these variables yet. */
    Scope closed(Optional<String> implicit) {
        return new Scope(registers, new HashMap<>(), new HashSet<>(bound), implicit, naming, negated);
    }

    /** The same in a body in which the peer knows one source only: a rule's, or a branch of {@code or}. */
    Scope inBody(Optional<String> implicit) {
        return new Scope(registers, names, bound, implicit, Naming.NONE, negated);
    }

    /** The same in a negation, in which the peer knows no source by name when it makes a call. */
    Scope negated() {
        Naming inner = naming == Naming.ALL ? Naming.PATTERNS : naming;
        return new Scope(registers, names, bound, source, inner, true);
    }

    /** Whether clauses are those of a negation, or of something within one. */
    boolean isNegated() {
        return negated;
    }

    /** Says of which value type everything is that a place binds; a variable that several branches bind can have several. */
    void learn(Term term, Object valueType) {
        if (term instanceof Term.Binds binds) {
            registers
                    .types
                    .computeIfAbsent(binds.slot(), unseen -> new HashSet<>())
                    .add(valueType);
        }
    }

    /** Says that clauses name an attribute more than once. */
    void repeats(Object attribute) {
        registers.repeated.add(attribute);
    }

    /** Whether clauses name an attribute more than once. */
    boolean isRepeated(Object attribute) {
        return registers.repeated.contains(attribute);
    }

    /** Says that a place binds one of the values that an entity has, or has had. */
    void learnOneOfSeveral(Term term) {
        if (term instanceof Term.Binds binds) {
            registers.ofSeveral.add(binds.slot());
        }
    }

    /** Whether the peer looks for what a term can hold among the values that an entity has, or has had. */
    boolean isOneOfSeveral(Term term) {
        return slot(term).filter(registers.ofSeveral::contains).isPresent();
    }

    /** Says that a place binds anything. */
    void learnNothing(Term term) {
        learn(term, ANYTHING);
    }

    /** Of which value type everything is that a term can hold, as far as that is known. */
    Optional<Object> valueType(Term term) {
        Set<Object> types = slot(term)
                .map(slot -> registers.types.getOrDefault(slot, Set.of()))
                .orElse(Set.of());
        return types.size() == 1 && !types.contains(ANYTHING)
                ? Optional.of(types.iterator().next())
                : Optional.empty();
    }

    private static Optional<Integer> slot(Term term) {
        if (term instanceof Term.Bound bound) {
            return Optional.of(bound.slot());
        }
        return term instanceof Term.Binds binds ? Optional.of(binds.slot()) : Optional.empty();
    }

    /** Whether a clause may name its database here. */
    boolean maySay(Object clause) {
        return switch (naming) {
            case ALL -> true;
            case PATTERNS -> !Clauses.isCall(clause) || !Clauses.namesSource(clause);
            case NONE -> !Clauses.namesSource(clause);
        };
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

    /** Whether a variable is a constant to the peer: the row's id, or a constant given to a rule. */
    boolean isGiven(Symbol variable) {
        return known(variable)
                .filter(term -> term.equals(ID) || term instanceof Term.Constant)
                .isPresent();
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
