package dendro.asof;

import clojure.lang.Symbol;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The order in which the peer runs clauses: that of the text, but for calls and negations, which wait for their
 * variables, and for tests, which do not wait for anything else. A clause that can throw must not run later in a plan
 * than there: what was filtered out by then might have made it throw. Running it earlier is harmless, because a row in
 * which something throws is left to the peer.
 */
final class PeerOrder {

    private final List<Object> order = new ArrayList<>();
    private final Set<Symbol> fromCalls = new HashSet<>();
    private final Set<Symbol> known = new HashSet<>();

    /**
     * The peer's order of clauses.
     *
     * @param scope tells which variables have a value before the first
     */
    PeerOrder(List<?> clauses, Scope scope) {
        Clauses.variables(clauses).stream().filter(scope::isKnown).forEach(known::add);
        List<Object> waiting = new ArrayList<>(clauses);
        Set<Symbol> bound = new HashSet<>();
        boolean found = true;
        while (found) {
            List<Object> ready =
                    waiting.stream().filter(clause -> isReady(clause, bound)).toList();
            Optional<Object> next = ready.stream()
                    .filter(Clauses::isTest)
                    .findFirst()
                    .or(() -> ready.stream().findFirst());
            next.ifPresent(clause -> {
                waiting.remove(clause);
                order.add(clause);
                bound.addAll(Clauses.variables(clause));
            });
            found = next.isPresent();
        }
        clauses.stream().filter(Clauses::isCall).map(Clauses::made).forEach(fromCalls::addAll);
    }

    /** Refuses an order in which some clause could fail to throw. */
    void requireEarly(List<Object> planned) {
        for (int place = 0; place < planned.size(); place++) {
            Object clause = planned.get(place);
            if (Clauses.isPattern(clause)) {
                requireReferencesKnown(clause, planned.subList(0, place));
            }
            if (canThrow(clause)) {
                List<Object> before = filters(planned.subList(0, place));
                before.removeAll(before(clause));
                if (!before.isEmpty()) {
                    throw new CannotCompile(
                            clause, "the peer runs it before the clauses that lead to it; write it after them");
                }
            }
        }
    }

    /** Those that keep rows from what follows: all but calls that give one value to variables without one. */
    private List<Object> filters(List<Object> planned) {
        List<Object> filters = new ArrayList<>(planned);
        filters.removeIf(clause -> Clauses.isCall(clause)
                && !Clauses.isTest(clause)
                && Clauses.isOneValue(Clauses.items(clause).get(1))
                && Collections.disjoint(Clauses.made(clause), known)
                && Collections.disjoint(Clauses.made(clause), Clauses.variables(before(clause))));
        return filters;
    }

    /** What the peer runs before a clause. */
    private List<Object> before(Object clause) {
        return order.subList(0, Math.max(0, order.indexOf(clause)));
    }

    /** What a call makes can be a lookup ref, which the peer resolves, or fails to, before it looks at the pattern. */
    private void requireReferencesKnown(Object pattern, List<Object> before) {
        for (Object term : Clauses.withoutSource(Clauses.items(pattern))) {
            if (term instanceof Symbol symbol && fromCalls.contains(symbol)) {
                boolean isMade = before.stream().filter(Clauses::isCall).anyMatch(call -> Clauses.variables(call)
                        .contains(symbol));
                if (!isMade) {
                    throw new CannotCompile(pattern, symbol + " is made by a call after it; write the call first");
                }
            }
        }
    }

    private boolean isReady(Object clause, Set<Symbol> bound) {
        Object needed = Clauses.isCall(clause) ? Clauses.items(clause).get(0) : clause;
        return (!Clauses.isCall(clause) && !Clauses.isNegation(clause))
                || Clauses.variables(needed).stream()
                        .allMatch(variable -> bound.contains(variable) || known.contains(variable));
    }

    private boolean canThrow(Object clause) {
        if (Clauses.isPattern(clause)) {
            // A call can return anything, and not everything stands for an entity.
            Object entity = Clauses.withoutSource(Clauses.items(clause)).get(0);
            return entity instanceof Symbol symbol && fromCalls.contains(symbol);
        }
        if (Clauses.isNegation(clause)) {
            // Nothing that can throw is compiled within one.
            return false;
        }
        return !Clauses.isCall(clause) || !Clauses.taken(clause).isEmpty();
    }
}
