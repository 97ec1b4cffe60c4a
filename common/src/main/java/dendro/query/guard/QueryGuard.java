package dendro.query.guard;

import dendro.edn.Edn;
import dendro.problem.Problem;
import dendro.problem.ProblemType;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;
import java.util.Set;

/** Admits queries of data patterns alone: no function, predicate, rule or aggregate. */
public final class QueryGuard {

    /**
     * What was admitted.
     *
     * @param patternInputs variables of {@code :in} that stand for pull patterns
     */
    public record Admitted(Set<String> patternInputs) {}

    /** Admits a query, or throws {@code query-forbidden}. */
    public Admitted admitQuery(Object form) {
        refuseLists(form);
        return new Admitted(Set.of());
    }

    /** Admits rules, or throws {@code query-forbidden}. */
    public void admitRules(Object rules) {
        refuseLists(rules);
    }

    /** Admits a pull pattern, or throws {@code query-forbidden}. */
    public void admitPullPattern(Object pattern) {
        refuseLists(pattern);
    }

    private static void refuseLists(Object form) {
        if (form instanceof List<?> && !(form instanceof RandomAccess)) {
            throw new Problem(ProblemType.QUERY_FORBIDDEN, Edn.write(form) + " is not allowed in queries.").exception();
        }
        if (form instanceof Map<?, ?> map) {
            map.values().forEach(QueryGuard::refuseLists);
        } else if (form instanceof Collection<?> parts) {
            parts.forEach(QueryGuard::refuseLists);
        }
    }
}
