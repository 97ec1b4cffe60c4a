package dendro.query.guard;

import clojure.lang.IPersistentVector;
import clojure.lang.PersistentVector;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rules: {@code [[(name ?x ?y) clause...] ...]}. */
final class Rules {

    private final RuleNames ruleNames;
    private final Clauses clauses;

    Rules(RuleNames ruleNames, Clauses clauses) {
        this.ruleNames = ruleNames;
        this.clauses = clauses;
    }

    /** Returns the names of the rules that bodies call. */
    Set<String> check(@Nullable Object form, Place place) {
        Set<String> called = new HashSet<>();
        List<?> rules = vector(form).orElseThrow(() -> place.invalid("rules are a vector of rules"));
        for (int index = 0; index < rules.size(); index++) {
            Object rule = rules.get(index);
            called.addAll(checkRule(rule, place.inside("rule " + (index + 1), rule)));
        }
        return called;
    }

    private Set<String> checkRule(@Nullable Object form, Place place) {
        List<?> rule = vector(form).orElseThrow(() -> place.invalid("a rule is a vector [(name ?x) clause...]"));
        if (rule.size() < 2
                || !Calls.isCall(rule.get(0))
                || !(rule.get(0) instanceof List<?> head)
                || head.size() < 2) {
            throw place.invalid("a rule has a head (name ?x) and at least one clause");
        }
        Object name = head.get(0);
        if (name == null) {
            throw place.invalid("a rule has a name");
        }
        ruleNames.checkDefined(name, place);
        Bindings.checkVariables(PersistentVector.create(head.subList(1, head.size())), place);
        Scope scope = Scope.ofRules();
        clauses.checkAll(rule.subList(1, rule.size()), "body", scope, place);
        return scope.called();
    }

    private static Optional<List<?>> vector(@Nullable Object form) {
        return form instanceof IPersistentVector && form instanceof List<?> items
                ? Optional.of(items)
                : Optional.empty();
    }
}
