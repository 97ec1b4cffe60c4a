package dendro.query;

import clojure.lang.PersistentVector;
import clojure.lang.Symbol;
import dendro.problem.Problem;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import dendro.query.guard.QueryGuard;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Datalog rules that queries may call: known to be well formed, to call nothing they may not, and to call only rules
 * that are among them. Immutable.
 */
public final class RuleSet {

    private static final RuleSet NONE = new RuleSet(PersistentVector.EMPTY, PersistentVector.EMPTY, Map.of());

    private final List<?> form;
    private final List<?> peerForm;
    private final Map<String, List<Definition>> byName;

    /**
     * One way for a rule to hold.
     *
     * @param required head variables that a call must have bound
     * @param head all head variables, in order
     * @param body clauses
     */
    public record Definition(List<Symbol> required, List<Symbol> head, List<Object> body) {

        public Definition {
            required = List.copyOf(required);
            head = List.copyOf(head);
            body = List.copyOf(body);
        }
    }

    private RuleSet(List<?> form, List<?> peerForm, Map<String, List<Definition>> byName) {
        this.form = form;
        this.peerForm = peerForm;
        this.byName = byName;
    }

    /** No rules. */
    public static RuleSet none() {
        return NONE;
    }

    /**
     * The rules that a form holds, {@code [[(name ?x) clause...] ...]}, and the procedures among those that are called.
     *
     * @param calledByQueries names of rules; of them, those of procedures are added
     * @throws ProblemException {@code query-invalid} or {@code query-forbidden}, naming the place
     */
    public static RuleSet of(Object form, Set<String> calledByQueries, QueryGuard guard) {
        Set<String> called = guard.admitRules(form);
        Set<String> all = new LinkedHashSet<>(calledByQueries);
        all.addAll(called);
        List<Object> rules = new ArrayList<>((List<?>) form);
        rules.addAll(guard.procedureRules().calledBy(all));
        Map<String, List<Definition>> byName = new LinkedHashMap<>();
        for (Object rule : rules) {
            List<?> parts = (List<?>) rule;
            List<?> head = (List<?>) parts.get(0);
            String name = String.valueOf(head.get(0));
            List<Definition> definitions = byName.computeIfAbsent(name, unseen -> new ArrayList<>());
            Definition definition = definition(head.subList(1, head.size()), parts.subList(1, parts.size()));
            if (!definitions.isEmpty()
                    && definitions.get(0).head().size() != definition.head().size()) {
                throw invalid("The rule '" + name + "' is defined twice, with different numbers of variables.");
            }
            definitions.add(definition);
        }
        RuleSet set = new RuleSet(
                PersistentVector.create(rules), PeerForm.rules((List<?>) form, calledByQueries, guard), byName);
        set.requireDefined(called);
        return set;
    }

    /** The rules as they were written. */
    public List<?> form() {
        return form;
    }

    /** The rules as the peer takes them. */
    public List<?> peerForm() {
        return peerForm;
    }

    /** Every definition of a rule; empty if there is none. */
    public List<Definition> named(String name) {
        return byName.getOrDefault(name, List.of());
    }

    /**
     * Refuses names that none of these rules has.
     *
     * @throws ProblemException {@code query-invalid}
     */
    public void requireDefined(Set<String> called) {
        for (String name : called.stream().sorted().toList()) {
            if (!byName.containsKey(name)) {
                throw invalid("The rule '" + name + "' is called but not defined"
                        + (byName.isEmpty() ? "." : "; there are: " + String.join(", ", byName.keySet()) + "."));
            }
        }
    }

    private static Definition definition(List<?> head, List<?> body) {
        List<Symbol> required = new ArrayList<>();
        if (head.get(0) instanceof List<?> bound) {
            bound.forEach(variable -> required.add((Symbol) variable));
        }
        List<Symbol> others = head.subList(required.isEmpty() ? 0 : 1, head.size()).stream()
                .map(Symbol.class::cast)
                .toList();
        return new Definition(
                required, Stream.concat(required.stream(), others.stream()).toList(), new ArrayList<>(body));
    }

    private static ProblemException invalid(String detail) {
        return new Problem(ProblemType.QUERY_INVALID, detail).exception();
    }
}
