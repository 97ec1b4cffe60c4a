package dendro.savedqueries.run;

import clojure.lang.IPersistentMap;
import clojure.lang.Keyword;
import clojure.lang.PersistentVector;
import clojure.lang.Symbol;
import dendro.edn.Edn;
import dendro.problem.Problem;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the {@code :in} of a query's text takes. Whether the query may run at all is for the query-service to say, which
 * knows its procedures; here it is looked at no further than that.
 *
 * @param text of the query
 * @param names of the inputs that take arguments, in order: {@code %}, or what is bound, as it is written
 */
record QueryInputs(String text, List<String> names) {

    static final String RULES = "%";
    private static final Keyword IN = Keyword.intern("in");
    private static final Symbol PERCENT = Symbol.intern(RULES);

    QueryInputs {
        names = List.copyOf(names);
    }

    /**
     * The inputs of a text.
     *
     * @param sources variables that are sources although they do not look like one
     * @throws ProblemException {@code edn-syntax}, or {@code query-invalid} if the text is no query
     */
    static QueryInputs of(String text, Set<String> sources) {
        List<String> names = new ArrayList<>();
        for (Object input : in(Edn.read(text))) {
            String name = Edn.write(input);
            boolean isSource = input instanceof Symbol && (name.startsWith("$") || sources.contains(name));
            if (!isSource) {
                names.add(name);
            }
        }
        return new QueryInputs(text, names);
    }

    /** These, and {@code %} as the last of them if it is not among them. */
    QueryInputs withRules() {
        if (names.contains(RULES)) {
            return this;
        }
        Object form = Edn.read(text);
        List<Object> in = new ArrayList<>(in(form));
        in.add(PERCENT);
        List<String> more = new ArrayList<>(names);
        more.add(RULES);
        return new QueryInputs(Edn.write(withIn(form, in)), more);
    }

    private static Object withIn(Object form, List<Object> in) {
        if (form instanceof IPersistentMap map) {
            return map.assoc(IN, PersistentVector.create(in));
        }
        List<Object> parts = new ArrayList<>((List<?>) form);
        int from = parts.indexOf(IN);
        if (from < 0) {
            parts.add(IN);
            parts.addAll(in);
        } else {
            parts.subList(from + 1, end(parts, from)).clear();
            parts.addAll(from + 1, in);
        }
        return PersistentVector.create(parts);
    }

    private static List<?> in(Object form) {
        if (form instanceof Map<?, ?> map) {
            return map.get(IN) instanceof List<?> in ? in : List.of(Symbol.intern("$"));
        }
        if (!(form instanceof List<?> parts)) {
            throw new Problem(ProblemType.QUERY_INVALID, "A query is a vector or a map, such as [:find ?x :where …].")
                    .exception();
        }
        int from = parts.indexOf(IN);
        return from < 0 ? List.of(Symbol.intern("$")) : parts.subList(from + 1, end(parts, from));
    }

    /** Where the section that begins with a keyword ends. */
    private static int end(List<?> parts, int from) {
        int end = from + 1;
        while (end < parts.size() && !(parts.get(end) instanceof Keyword)) {
            end++;
        }
        return end;
    }
}
