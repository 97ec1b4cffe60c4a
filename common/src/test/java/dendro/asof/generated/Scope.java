package dendro.asof.generated;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;

/** The variables that clauses may use, and the one source that they read if they may name none. */
final class Scope {

    /**
     * A variable.
     *
     * @param name with its question mark
     * @param kind of its values
     * @param database of an entity; empty for other kinds
     * @param isTyped whether the schemas tell its type
     */
    record Variable(String name, Kind kind, String database, boolean isTyped) {}

    private final List<Variable> variables = new ArrayList<>();
    private final Optional<String> implicit;

    private Scope(List<Variable> variables, Optional<String> implicit) {
        this.variables.addAll(variables);
        this.implicit = implicit;
    }

    static Scope of(Variable... variables) {
        return new Scope(List.of(variables), Optional.empty());
    }

    /** A copy, in which clauses read one source without naming it if there is one. */
    Scope branch(Optional<String> source) {
        return new Scope(variables, source.or(() -> implicit));
    }

    Scope closed(List<Variable> visible, Optional<String> source) {
        return new Scope(visible, source.or(() -> implicit));
    }

    Optional<String> implicit() {
        return implicit;
    }

    void add(Variable variable) {
        variables.add(variable);
    }

    List<Variable> all() {
        return List.copyOf(variables);
    }

    /** Those that a branch has and this has not. */
    List<Variable> newIn(Scope branch) {
        return branch.variables.stream()
                .filter(variable -> !variables.contains(variable))
                .toList();
    }

    Optional<Variable> any(Random random, Predicate<Variable> condition) {
        List<Variable> fitting = variables.stream().filter(condition).toList();
        return fitting.isEmpty() ? Optional.empty() : Optional.of(fitting.get(random.nextInt(fitting.size())));
    }
}
