package dendro.query;

import clojure.lang.IPersistentMap;
import clojure.lang.Keyword;
import clojure.lang.PersistentArrayMap;
import clojure.lang.PersistentVector;
import clojure.lang.Symbol;
import dendro.edn.Edn;
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

/**
 * A Datalog query that is known to be well formed and to call nothing it may not. Immutable.
 *
 * <p>A source {@code $name} in {@code :in} is the database {@code name} unless {@link Sources} declare another; the
 * other inputs take the arguments in order.
 */
public final class Query {

    static final Keyword FIND = Keyword.intern("find");
    static final Keyword WITH = Keyword.intern("with");
    static final Keyword IN = Keyword.intern("in");
    static final Keyword WHERE = Keyword.intern("where");
    private static final List<Keyword> NAMING =
            List.of(Keyword.intern("keys"), Keyword.intern("strs"), Keyword.intern("syms"));

    private final String text;
    private final Map<Keyword, List<?>> sections;
    private final FindSpec find;
    private final List<String> columns;
    private final List<QueryInput> inputs;
    private final Set<String> rulesCalled;
    private final IPersistentMap peerForm;

    private Query(
            String text,
            Map<Keyword, List<?>> sections,
            FindSpec find,
            List<String> columns,
            List<QueryInput> inputs,
            Set<String> rulesCalled,
            IPersistentMap peerForm) {
        this.text = text;
        this.sections = sections;
        this.find = find;
        this.columns = List.copyOf(columns);
        this.inputs = List.copyOf(inputs);
        this.rulesCalled = Set.copyOf(rulesCalled);
        this.peerForm = peerForm;
    }

    /**
     * The query a text holds.
     *
     * @throws ProblemException {@code edn-syntax}, {@code query-invalid} or {@code query-forbidden}, naming the place
     */
    public static Query parse(String text, QueryGuard guard) {
        return of(Edn.read(text), guard);
    }

    /**
     * The query a form holds, a vector or a map as in Datomic.
     *
     * @throws ProblemException {@code query-invalid} or {@code query-forbidden}, naming the place
     */
    public static Query of(Object form, QueryGuard guard) {
        QueryGuard.Admitted admitted = guard.admitQuery(form);
        Map<Keyword, List<?>> sections = sections(form);
        FindSpec find = FindSpec.of(section(sections, FIND));
        noVariableTwice(section(sections, WITH), find);
        List<String> columns = find.elements().stream().map(Edn::write).toList();
        for (Keyword naming : NAMING) {
            List<?> names = section(sections, naming);
            if (!names.isEmpty()) {
                columns = names.stream().map(String::valueOf).toList();
            }
        }
        if (columns.size() != find.elements().size()) {
            throw invalid("The query finds " + find.elements().size() + " columns but names " + columns.size() + ".");
        }
        Set<String> distinct = new LinkedHashSet<>(columns);
        if (distinct.size() != columns.size()) {
            throw invalid("The query names a column twice: " + columns + ".");
        }
        List<QueryInput> inputs = inputs(sections, admitted);
        return new Query(
                Edn.write(form),
                sections,
                find,
                columns,
                inputs,
                admitted.rules(),
                peerForm(sections, find, inputs, guard));
    }

    /** The query as EDN on one line. */
    public String text() {
        return text;
    }

    /** What {@code :find} asks for. */
    public FindSpec find() {
        return find;
    }

    /** What {@code :in} declares, as it is written. */
    List<?> in() {
        return declared(sections);
    }

    /** The clauses of {@code :where}. */
    public List<?> where() {
        return section(sections, WHERE);
    }

    /** The variables of {@code :with}. */
    public List<?> with() {
        return section(sections, WITH);
    }

    /** Names of the columns: {@code :keys} if given, else the find elements as written. */
    public List<String> columns() {
        return columns;
    }

    /** Whether {@code :keys}, {@code :strs} or {@code :syms} name the columns. */
    public boolean namesColumns() {
        return NAMING.stream().anyMatch(sections::containsKey);
    }

    /** What {@code :in} declares, in order. */
    public List<QueryInput> inputs() {
        return inputs;
    }

    /** Names of the rules that the query calls; nested queries aside. */
    public Set<String> rulesCalled() {
        return rulesCalled;
    }

    /** The databases the query reads if its sources are databases by name, in the order of {@code :in}. */
    public List<String> databases() {
        List<String> names = new ArrayList<>();
        for (QueryInput input : inputs) {
            if (input instanceof QueryInput.Source source && !names.contains(source.database())) {
                names.add(source.database());
            }
        }
        return names;
    }

    /** The form to give to the peer: a relation of tuples, whatever shape was asked for. */
    IPersistentMap peerForm() {
        return peerForm;
    }

    private static IPersistentMap peerForm(
            Map<Keyword, List<?>> sections, FindSpec find, List<QueryInput> inputs, QueryGuard guard) {
        IPersistentMap form = PersistentArrayMap.EMPTY.assoc(FIND, PeerForm.find(find.elements()));
        if (!section(sections, WITH).isEmpty()) {
            form = form.assoc(WITH, PersistentVector.create(section(sections, WITH)));
        }
        List<Object> in = new ArrayList<>(declared(sections));
        if (inputs.contains(new QueryInput.Procedures())) {
            in.add(Symbol.intern("%"));
        }
        form = form.assoc(IN, PersistentVector.create(in));
        List<?> where = section(sections, WHERE);
        return where.isEmpty() ? form : form.assoc(WHERE, PeerForm.where(where, guard));
    }

    /** What {@code :in} has, or would have if it were written. */
    private static List<?> declared(Map<Keyword, List<?>> sections) {
        return sections.containsKey(IN) ? section(sections, IN) : List.of(Symbol.intern("$"));
    }

    /** A query cut at its keywords. */
    static Map<Keyword, List<?>> sections(Object form) {
        Map<Keyword, List<?>> sections = new LinkedHashMap<>();
        if (form instanceof Map<?, ?> map) {
            map.forEach((key, value) -> sections.put(keyword(key), list(value)));
            return sections;
        }
        List<Object> current = new ArrayList<>();
        for (Object part : list(form)) {
            if (part instanceof Keyword key) {
                current = new ArrayList<>();
                if (sections.put(key, current) != null) {
                    throw invalid("The query has " + key + " twice.");
                }
            } else {
                current.add(part);
            }
        }
        return sections;
    }

    private static List<QueryInput> inputs(Map<Keyword, List<?>> sections, QueryGuard.Admitted admitted) {
        List<QueryInput> inputs = new ArrayList<>();
        for (Object input : declared(sections)) {
            inputs.add(input(input, admitted.patternInputs()));
        }
        if (!admitted.rules().isEmpty() && !inputs.contains(new QueryInput.Rules())) {
            inputs.add(new QueryInput.Procedures());
        }
        return inputs;
    }

    private static QueryInput input(Object input, Set<String> patternInputs) {
        if (!(input instanceof Symbol symbol)) {
            return new QueryInput.Value(Edn.write(input));
        }
        String name = symbol.toString();
        if (name.equals("%")) {
            return new QueryInput.Rules();
        }
        if (name.startsWith("$")) {
            return new QueryInput.Source(name);
        }
        return patternInputs.contains(name) ? new QueryInput.PullPattern(name) : new QueryInput.Value(name);
    }

    private static void noVariableTwice(List<?> with, FindSpec find) {
        // The peer answers these with a bare ArrayIndexOutOfBoundsException.
        Set<Object> found = new LinkedHashSet<>();
        for (Object element : find.elements()) {
            if (element instanceof Symbol && !found.add(element)) {
                throw invalid("The variable " + element + " stands in :find twice.");
            }
        }
        for (Object variable : with) {
            for (Object element : find.elements()) {
                if (element.equals(variable)
                        || (element instanceof List<?> aggregate && aggregate.contains(variable))) {
                    throw invalid("The variable " + variable + " stands in :find and in :with; leave it out of :with.");
                }
            }
        }
    }

    private static List<?> section(Map<Keyword, List<?>> sections, Keyword key) {
        List<?> section = sections.get(key);
        return section == null ? List.of() : section;
    }

    private static Keyword keyword(Object key) {
        if (key instanceof Keyword keyword) {
            return keyword;
        }
        throw invalid("The query's keys are keywords; " + Edn.write(key) + " is not one.");
    }

    private static List<?> list(Object value) {
        if (value instanceof List<?> list) {
            return list;
        }
        throw invalid("A query is a vector or a map of vectors; " + Edn.write(value) + " is neither.");
    }

    private static ProblemException invalid(String detail) {
        return new Problem(ProblemType.QUERY_INVALID, detail).exception();
    }
}
