package dendro.query.guard;

import clojure.lang.PersistentVector;
import java.util.List;
import java.util.Set;

/**
 * Admits query text that can only read, or says which name, at which place, it refuses.
 *
 * <p>Give it forms as an EDN reader read them ({@code dendro.edn.Edn}), and run those very forms afterwards, never a
 * string: the peer parses strings on its own. Datomic does not evaluate arguments that are scalars or
 * collections of data, yet arithmetic on a number of a billion digits does not end: they have bounds, too. Rules and
 * pull patterns are code wherever they come from. Thread-safe.
 *
 * <p>Every method throws {@code ProblemException}: {@code query-forbidden} with the members {@code clause} and
 * {@code name} for what may not be used, {@code query-invalid} for what is not a query, is too large or nests too
 * deeply.
 */
public final class QueryGuard {

    static final String QUERY = "the query";

    /** A list of ids is longer than any query; a request's size bounds it already. */
    private static final int ARGUMENT_FORMS = 1_000_000;

    private final AllowedNames names;
    private final GuardLimits limits;
    private final ProcedureRules procedureRules;
    private final Bounds bounds;
    private final Bounds argumentBounds;
    private final Queries queries;

    /**
     * What the caller still has to have admitted before it runs an admitted query.
     *
     * @param patternInputs the plain names in {@code :in} whose arguments are pull patterns, each to go through
     *     {@link #admitPullPattern}
     * @param rules the names of the rules called, nested queries aside; without {@code %} in {@code :in}, whose
     *     argument is to go through {@link #admitRules}, these are all {@linkplain #procedureRules() procedures}
     */
    public record Admitted(Set<String> patternInputs, Set<String> rules) {

        public Admitted {
            patternInputs = Set.copyOf(patternInputs);
            rules = Set.copyOf(rules);
        }
    }

    /** A guard that admits the {@linkplain AllowedNames#standard() standard names} within the default limits. */
    public QueryGuard() {
        this(AllowedNames.standard(), GuardLimits.defaults());
    }

    /** A guard that admits these names, in forms within these limits. */
    public QueryGuard(AllowedNames names, GuardLimits limits) {
        this(names, limits, ProcedureRules.none());
    }

    private QueryGuard(AllowedNames names, GuardLimits limits, ProcedureRules procedureRules) {
        this.names = names;
        this.limits = limits;
        this.procedureRules = procedureRules;
        this.bounds = new Bounds(limits);
        this.argumentBounds = new Bounds(
                new GuardLimits(limits.depth(), ARGUMENT_FORMS, limits.text(), limits.digits(), limits.count()));
        this.queries = new Queries(names, limits);
    }

    /**
     * This guard and rules that every query may call without sending them.
     *
     * @param rules {@code [[(name ?x) clause...] ...]}
     */
    public QueryGuard withRules(List<?> rules) {
        var unused = admitRules(PersistentVector.create(rules));
        ProcedureRules all = procedureRules.with(rules);
        return new QueryGuard(names.withRules(all.names()), limits, all);
    }

    /** The rules that every query may call. */
    public ProcedureRules procedureRules() {
        return procedureRules;
    }

    /** Whether a name is that of a function that is a procedure. */
    public boolean isProcedure(String name) {
        return names.isProcedure(name);
    }

    /** Admits a query, {@code [:find ...]} or {@code {:find [...]}}, and says which of its inputs to look at further. */
    public Admitted admitQuery(Object ednForm) {
        bounds.check(ednForm, "The query");
        return queries.check(ednForm, Place.of(QUERY, ednForm)).admitted();
    }

    /**
     * Admits the rules for a query's {@code %}: {@code [[(name ?x) clause...] ...]}.
     *
     * @return the names of the rules that they call
     */
    public Set<String> admitRules(Object ednRules) {
        bounds.check(ednRules, "The collection of rules");
        return queries.checkRules(ednRules, Place.of("the rules", ednRules));
    }

    /** Admits a value as an argument: data that nests no deeper, and has no larger texts and numbers, than a query may. */
    public void admitArgument(Object value) {
        argumentBounds.check(value, "The argument");
    }

    /** Admits a pull pattern, as an argument of a query or of a pull. */
    public void admitPullPattern(Object ednPattern) {
        bounds.check(ednPattern, "The pull pattern");
        queries.pulls().check(ednPattern, Place.of("the pull pattern", ednPattern));
    }
}
