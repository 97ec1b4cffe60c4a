package dendro.query;

import clojure.lang.Keyword;
import dendro.cursor.ResolvedCursor;
import dendro.edn.Edn;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How the peer came to an answer, in its own query-stats and io-stats. Forms are EDN, the longest of them cut.
 *
 * @param query as it was parsed and given to the peer
 * @param phases the query itself, then what {@code or}, {@code not} and rules became, as the peer ran them
 * @param phasesLeftOut how many more there were, of a query that recurses
 * @param rowCount rows found
 * @param cursor the basis of each database read
 * @param reads segments by index and by where they came from; absent for a reader from whom something is hidden, for
 *     segments are read before hidden facts are taken out
 */
public record QueryExplanation(
        String query,
        List<Phase> phases,
        int phasesLeftOut,
        long rowCount,
        ResolvedCursor cursor,
        Optional<SortedMap<String, Long>> reads) {

    private static final int MOST_CLAUSES = 1000;
    private static final int LONGEST_FORM = 2000;

    /**
     * Clauses that are joined with each other.
     *
     * @param schedule clauses in the order that the peer chose, once for each alternative
     * @param clauses what was done
     */
    public record Phase(List<List<String>> schedule, List<Clause> clauses) {}

    /**
     * One clause.
     *
     * @param rowsIn rows before it
     * @param rowsOut rows after it
     * @param bindsIn variables bound before it
     * @param bindsOut variables still wanted after it
     * @param predicates what was tested along with it
     * @param unbound its variables if none of them was bound before: the peer's warning that it reads all
     *     there is, given for clauses without a named source only
     */
    public record Clause(
            String clause,
            long rowsIn,
            long rowsOut,
            List<String> bindsIn,
            List<String> bindsOut,
            List<String> predicates,
            List<String> unbound) {}

    /** The explanation in what the peer returns. */
    static QueryExplanation of(Object query, Map<?, ?> returned, ResolvedCursor cursor, boolean withReads) {
        List<Phase> phases = new ArrayList<>();
        int clauses = 0;
        int leftOut = 0;
        for (Object phase : list(member(map(member(returned, "query-stats")), "phases"))) {
            Collection<?> run = list(member(map(phase), "clauses"));
            clauses += run.size();
            if (clauses > MOST_CLAUSES && !phases.isEmpty()) {
                leftOut++;
            } else {
                phases.add(phase(map(phase), run));
            }
        }
        return new QueryExplanation(
                form(query),
                phases,
                leftOut,
                list(member(returned, "ret")).size(),
                cursor,
                withReads ? Optional.of(reads(map(member(returned, "io-stats")))) : Optional.empty());
    }

    private static Phase phase(Map<?, ?> phase, Collection<?> clauses) {
        return new Phase(
                list(member(phase, "sched")).stream()
                        .map(alternative -> forms(alternative))
                        .toList(),
                clauses.stream().map(clause -> clause(map(clause))).toList());
    }

    private static Clause clause(Map<?, ?> clause) {
        Object text = member(clause, "clause");
        return new Clause(
                text == null ? "" : form(text),
                number(member(clause, "rows-in")),
                number(member(clause, "rows-out")),
                sorted(member(clause, "binds-in")),
                sorted(member(clause, "binds-out")),
                forms(member(clause, "preds")),
                sorted(member(map(member(clause, "warnings")), "unbound-vars")));
    }

    private static SortedMap<String, Long> reads(Map<?, ?> statistics) {
        SortedMap<String, Long> reads = new TreeMap<>();
        map(member(statistics, "reads")).forEach((what, count) -> {
            if (what instanceof Keyword name && count instanceof Number) {
                reads.put(name.sym.toString(), number(count));
            }
        });
        return reads;
    }

    private static List<String> sorted(@Nullable Object forms) {
        return forms(forms).stream().sorted().toList();
    }

    private static List<String> forms(@Nullable Object forms) {
        return list(forms).stream().map(QueryExplanation::form).toList();
    }

    private static String form(Object form) {
        String text = PeerFailure.withCalledNames(Edn.write(form));
        return text.length() <= LONGEST_FORM ? text : text.substring(0, LONGEST_FORM) + "…";
    }

    private static @Nullable Object member(Map<?, ?> map, String name) {
        return map.get(Keyword.intern(name));
    }

    private static Map<?, ?> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    private static Collection<?> list(@Nullable Object value) {
        return value instanceof Collection<?> list ? list : List.of();
    }

    private static long number(@Nullable Object value) {
        return value instanceof Number number ? number.longValue() : 0;
    }
}
