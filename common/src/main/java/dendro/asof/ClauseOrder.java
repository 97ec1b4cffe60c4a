package dendro.asof;

import clojure.lang.Symbol;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * Puts clauses into an order in which each has what it needs.
 *
 * <p>Tests go first as soon as they can, and so do calls that no pattern leads to: the peer makes them also if the
 * patterns before them find nothing, and they may throw. Else the order is that of the query but where a clause must
 * wait for its variables, as it does in the peer, and among patterns that follow one another: of those the one that can
 * find least goes first. A pattern never overtakes a call that is ready, and a call never waits for a negation, so a
 * call sees what it would see in the peer, errors included.
 */
final class ClauseOrder {

    private final List<Object> waiting;
    private final Set<Object> first;
    private final Scope scope;
    private final PatternCompiler patterns;
    private final BiFunction<Object, Scope, Optional<CannotCompile>> obstacleWithin;

    /**
     * Clauses, none of them taken so far.
     *
     * @param scope what is known; whoever takes a clause adds to it what the clause binds
     * @param obstacleWithin what keeps an alternative or a rule from being compiled in a scope
     */
    ClauseOrder(
            List<?> clauses,
            Scope scope,
            PatternCompiler patterns,
            BiFunction<Object, Scope, Optional<CannotCompile>> obstacleWithin) {
        this.waiting = new ArrayList<>(clauses);
        this.first = ledToByNoPattern(clauses, scope);
        this.scope = scope;
        this.patterns = patterns;
        this.obstacleWithin = obstacleWithin;
    }

    boolean isDone() {
        return waiting.isEmpty();
    }

    /** Takes the clause that comes next. */
    Object next() {
        return waiting.remove(indexOfNext());
    }

    private int indexOfNext() {
        for (int index = 0; index < waiting.size(); index++) {
            Object clause = waiting.get(index);
            if ((Clauses.isTest(clause) || first.contains(clause)) && CallCompiler.isReady(clause, scope)) {
                return index;
            }
        }
        int best = -1;
        Optional<PatternCompiler.Rank> bestRank = Optional.empty();
        int index = 0;
        while (index < waiting.size() && Clauses.isPattern(waiting.get(index))) {
            Optional<PatternCompiler.Rank> rank = patterns.rank(waiting.get(index), scope);
            if (rank.isPresent() && (bestRank.isEmpty() || rank.get().compareTo(bestRank.get()) < 0)) {
                best = index;
                bestRank = rank;
            }
            index++;
        }
        Optional<CannotCompile> obstacle = Optional.empty();
        int negation = -1;
        while (best < 0 && index < waiting.size()) {
            Optional<CannotCompile> own = obstacle(waiting.get(index));
            if (own.isEmpty() && Clauses.isNegation(waiting.get(index))) {
                negation = negation < 0 ? index : negation;
            } else if (own.isEmpty()) {
                best = index;
            } else if (runsInPlace(waiting.get(index))) {
                throw own.get();
            }
            obstacle = obstacle.or(() -> own);
            index++;
        }
        if (best < 0 && negation >= 0) {
            best = negation;
        }
        if (best < 0) {
            throw obstacle.orElseGet(() -> unreached(waiting.get(0)));
        }
        return best;
    }

    /** The calls that take the row's id, constants or what such calls make, with those that make it of constants. */
    private static Set<Object> ledToByNoPattern(List<?> clauses, Scope scope) {
        List<Object> calls = new ArrayList<>(clauses);
        calls.removeIf(clause -> !Clauses.isCall(clause));
        List<Object> apart = new ArrayList<>();
        Set<Symbol> made = new HashSet<>();
        boolean grown = true;
        while (grown) {
            grown = calls.removeIf(call -> {
                boolean isApart = Clauses.taken(call).stream()
                        .allMatch(variable -> made.contains(variable) || scope.isGiven(variable));
                if (isApart) {
                    made.addAll(Clauses.made(call));
                    apart.add(call);
                }
                return isApart;
            });
        }
        Set<Symbol> taken = new HashSet<>();
        apart.forEach(call -> taken.addAll(Clauses.taken(call)));
        Set<Object> first = new HashSet<>(apart);
        first.removeIf(call -> Clauses.taken(call).isEmpty() && Collections.disjoint(Clauses.made(call), taken));
        return first;
    }

    /** Alternatives and rules wait for nothing in the peer. */
    static boolean runsInPlace(Object clause) {
        return !Clauses.isPattern(clause) && !Clauses.isCall(clause) && !Clauses.isNegation(clause);
    }

    /** What keeps a clause from running now. */
    private Optional<CannotCompile> obstacle(Object clause) {
        if (Clauses.isCall(clause)) {
            return CallCompiler.isReady(clause, scope) ? Optional.empty() : Optional.of(unreached(clause));
        }
        if (Clauses.isPattern(clause)) {
            return patterns.rank(clause, scope).isPresent() ? Optional.empty() : Optional.of(unreached(clause));
        }
        if (Clauses.isNegation(clause)) {
            return Clauses.variables(clause).stream().allMatch(scope::isKnown)
                    ? Optional.empty()
                    : Optional.of(unreached(clause));
        }
        return obstacleWithin.apply(clause, scope);
    }

    private static CannotCompile unreached(Object clause) {
        return new CannotCompile(clause, "nothing that is known by then leads to it");
    }
}
