package dendro.query.guard;

import clojure.lang.IPersistentVector;
import clojure.lang.Symbol;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The clauses of {@code :where} and of the bodies of rules. */
final class Clauses {

    /** What opens a clause in parentheses without being a rule. */
    static final Set<String> BUILT_IN = Set.of("not", "not-join", "or", "or-join", "and");

    private final RuleNames ruleNames;
    private final Calls calls;

    Clauses(RuleNames ruleNames, Calls calls) {
        this.ruleNames = ruleNames;
        this.calls = calls;
    }

    /** @param where what the clauses are called, {@code :where} */
    void checkAll(List<?> clauses, String where, Scope scope, Place place) {
        for (int index = 0; index < clauses.size(); index++) {
            Object clause = clauses.get(index);
            check(clause, scope, place.inside(where + " clause " + (index + 1), clause));
        }
    }

    private void check(@Nullable Object clause, Scope scope, Place place) {
        if (clause instanceof IPersistentVector && clause instanceof List<?> items && !items.isEmpty()) {
            checkBracketed(items, scope, place);
        } else if (Calls.isCall(clause) && clause instanceof List<?> items && !items.isEmpty()) {
            checkParenthesised(items, scope, place);
        } else {
            throw place.invalid("a clause is a pattern [...], a call [(...)], a rule (...), not or or");
        }
    }

    private void checkBracketed(List<?> items, Scope scope, Place place) {
        Object first = items.get(0);
        if (Calls.isCall(first) && first instanceof List<?> call) {
            calls.check(call, scope, place);
            if (items.size() > 2) {
                throw place.invalid("a call is followed by one binding at most");
            } else if (items.size() == 2) {
                Bindings.check(items.get(1), place);
            }
            return;
        }
        checkPattern(withoutSource(items, scope, place), place);
    }

    private static void checkPattern(List<?> terms, Place place) {
        if (terms.isEmpty()) {
            throw place.invalid("the pattern is empty");
        }
        for (int index = 0; index < terms.size(); index++) {
            Object term = terms.get(index);
            if (Names.isVariable(term) || Names.isBlank(term) || Constants.isScalar(term)) {
                continue;
            }
            if (index == 0) {
                throw place.forbidden(
                        Names.text(term instanceof List<?> list && !list.isEmpty() ? list.get(0) : term),
                        "a pattern begins with a variable, _ or a constant; rules, not and or stand in parentheses,"
                                + " calls as [(f ...)]");
            }
            Constants.check(term, place);
        }
    }

    private void checkParenthesised(List<?> items, Scope scope, Place place) {
        List<?> parts = withoutSource(items, scope, place);
        Object head = parts.isEmpty() ? null : parts.get(0);
        if (!(head instanceof Symbol)) {
            throw place.forbidden(
                    Names.text(head),
                    Place.shown(head) + " stands where the name of a rule is needed; calls are written [(f ...)]");
        }
        List<?> rest = parts.subList(1, parts.size());
        switch (Names.text(head)) {
            case "not", "or", "and" -> checkInner(rest, Names.text(head), scope, place);
            case "not-join", "or-join" -> {
                if (rest.isEmpty()) {
                    throw place.invalid(head + " begins with the vector of its variables");
                }
                Bindings.checkVariables(rest.get(0), place);
                checkInner(rest.subList(1, rest.size()), Names.text(head), scope, place);
            }
            default -> checkRuleCall(head, rest, scope, place);
        }
    }

    private void checkInner(List<?> clauses, String head, Scope scope, Place place) {
        if (clauses.isEmpty()) {
            throw place.invalid(head + " holds no clause");
        }
        checkAll(clauses, head, scope, place);
    }

    private void checkRuleCall(Object name, List<?> arguments, Scope scope, Place place) {
        ruleNames.check(name, place);
        if (!scope.rules() && !ruleNames.isProcedure(name)) {
            throw place.invalid("the rule " + name + " is called but :in has no %");
        }
        scope.called().add(Names.text(name));
        for (Object argument : arguments) {
            if (!Names.isVariable(argument) && !Names.isBlank(argument)) {
                Constants.check(argument, place);
            }
        }
    }

    private static List<?> withoutSource(List<?> items, Scope scope, Place place) {
        if (!Names.isSource(items.get(0))) {
            return items;
        }
        scope.checkSource(items.get(0), place);
        return items.subList(1, items.size());
    }
}
