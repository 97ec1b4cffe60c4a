package dendro.query;

import clojure.lang.IFn;
import clojure.lang.Keyword;
import clojure.lang.PersistentVector;
import clojure.lang.RT;
import clojure.lang.Symbol;
import datomic.Database;
import datomic.Peer;
import datomic.QueryRequest;
import dendro.cursor.Cursor;
import dendro.cursor.Point;
import dendro.cursor.ResolvedCursor;
import dendro.database.DatabaseAt;
import dendro.database.Databases;
import dendro.database.Deadline;
import dendro.database.ObservedDatabase;
import dendro.database.Visibility;
import dendro.problem.Problem;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import dendro.query.guard.QueryGuard;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Answers queries as of a cursor. Safe for any number of threads. */
public final class QueryRunner {

    static {
        // On the guard's list, and in no peer unless someone asks for it.
        RT.var("clojure.core", "require").invoke(Symbol.intern("clojure.math"));
        RT.var("clojure.core", "require").invoke(Symbol.intern("datomic.api"));
    }

    /** The peer's Java interface has no query-stats. */
    private static final IFn QUERY = RT.var("datomic.api", "query");

    private final Databases databases;
    private final QueryGuard guard;
    private final Visibility visibility;

    /** A runner over databases; the guard admits rules and pull patterns that come as arguments. */
    public QueryRunner(Databases databases, QueryGuard guard) {
        this(databases, guard, Visibility.everything());
    }

    private QueryRunner(Databases databases, QueryGuard guard, Visibility visibility) {
        this.databases = databases;
        this.guard = guard;
        this.visibility = visibility;
    }

    /** The same runner for a reader who may not see everything. */
    public QueryRunner seeing(Visibility visibility) {
        return new QueryRunner(databases, guard, visibility);
    }

    /**
     * The answer to a query over databases by name, whose clauses are joined.
     *
     * @throws ProblemException as {@link #run(Question, Cursor, QueryLimits, Deadline)}
     */
    public Answer run(Query query, List<Object> args, Cursor cursor, QueryLimits limits, Deadline deadline) {
        return run(Question.of(query, args), cursor, limits, deadline);
    }

    /**
     * The answer to a question.
     *
     * @param deadline until which reaching the cursor is waited for
     * @throws ProblemException {@code database-unknown}, {@code database-unavailable}, {@code cursor-not-reached},
     *     {@code argument-mismatch}, {@code query-forbidden}, {@code attribute-private}, {@code query-invalid}, {@code
     *     query-disconnected}, {@code too-large} or {@code query-timeout}
     */
    public Answer run(Question question, Cursor cursor, QueryLimits limits, Deadline deadline) {
        Prepared prepared = prepared(question, cursor, deadline);
        Query query = question.query();
        Collection<List<Object>> relation = relation(query, prepared.inputs(), limits.time());
        List<List<Object>> rows = new ArrayList<>(relation);
        rows.sort(new RowOrder());
        if (query.find().shape() == FindSpec.Shape.SCALAR || query.find().shape() == FindSpec.Shape.TUPLE) {
            rows = rows.subList(0, Math.min(1, rows.size()));
        }
        RowDigest digest = new RowDigest();
        rows.forEach(digest::add);
        return new Answer(
                query.columns(),
                List.copyOf(rows.subList(0, Math.min(limits.rows(), rows.size()))),
                rows.size(),
                prepared.cursor(),
                digest.hex(),
                ReproductionWarnings.about(question, prepared.inputs(), prepared.newest())
                        .at(prepared.cursor().basis()));
    }

    /**
     * How the peer answers a question; it is run, and its rows are counted and forgotten.
     *
     * @param deadline until which reaching the cursor is waited for
     * @throws ProblemException as {@link #run(Question, Cursor, QueryLimits, Deadline)}
     */
    public QueryExplanation explain(Question question, Cursor cursor, QueryLimits limits, Deadline deadline) {
        Prepared prepared = prepared(question, cursor, deadline);
        Object form = question.query().peerForm();
        Map<?, ?> returned;
        try {
            Object request = RT.map(
                    Keyword.intern("query"),
                    form,
                    Keyword.intern("args"),
                    PersistentVector.create(prepared.inputs()),
                    Keyword.intern("timeout"),
                    limits.time().toMillis(),
                    Keyword.intern("query-stats"),
                    true,
                    Keyword.intern("io-context"),
                    Keyword.intern("dendro", "explain"));
            returned = (Map<?, ?>) Cancellation.within(limits.time(), () -> QUERY.invoke(request));
        } catch (Exception | AssertionError | StackOverflowError | OutOfMemoryError e) {
            throw PeerFailure.translate(e);
        }
        boolean seesEverything = visibility.isEverythingOf(question.databases());
        return QueryExplanation.of(form, returned, prepared.cursor(), seesEverything);
    }

    /** What a question reads, and the peer's inputs for it. */
    private record Prepared(Map<String, DatabaseAt> read, List<Object> inputs) {

        ResolvedCursor cursor() {
            Map<String, Long> basis = new TreeMap<>();
            read.forEach((name, database) -> basis.put(name, database.t()));
            return ResolvedCursor.of(basis);
        }

        Map<String, Database> newest() {
            Map<String, Database> newest = new HashMap<>();
            read.forEach((name, database) -> newest.put(name, database.newest()));
            return newest;
        }
    }

    private Prepared prepared(Question question, Cursor cursor, Deadline deadline) {
        List<Object> args = admitted(question);
        Map<String, DatabaseAt> read = new TreeMap<>();
        List<Object> naming = naming(question, args);
        for (String name : question.databases()) {
            Point point = cursor.point(name);
            ObservedDatabase observed = databases.named(name).observe(point, deadline);
            visibility.requireUnnamed(observed, naming);
            read.put(name, visibility.of(observed).at(point));
        }
        if (question.joins() == Question.Joins.REQUIRED) {
            requireJoined(question, read);
        }
        return new Prepared(read, inputs(question, args, read));
    }

    /** Everything by which a question can name attributes; the rules of the procedures it calls are part of it. */
    private List<Object> naming(Question question, List<Object> args) {
        List<Object> forms = new ArrayList<>(args);
        forms.add(question.query().peerForm());
        forms.add(guard.procedureRules().calledBy(question.query().rulesCalled()));
        question.sources().declared().values().forEach(source -> {
            if (source instanceof QuerySource.Tuples relation) {
                forms.add(relation.tuples());
            }
        });
        return forms;
    }

    private void requireJoined(Question question, Map<String, DatabaseAt> read) {
        Map<String, Database> schemas = new HashMap<>();
        List<Object> rules = new ArrayList<>(guard.procedureRules().all());
        int next = 0;
        for (QueryInput input : question.query().inputs()) {
            if (input instanceof QueryInput.Source source
                    && question.sources().of(source.variable()) instanceof QuerySource.OfDatabase facts
                    && facts.view().isOfOneMoment()) {
                schemas.put(
                        source.variable(),
                        Objects.requireNonNull(read.get(facts.database())).newest());
            }
        }
        for (QueryInput input : question.arguments()) {
            Object argument = question.args().get(next++);
            if (input instanceof QueryInput.Rules) {
                rules.addAll((List<?>) argument);
            }
        }
        new UnjoinedClauses(schemas, rules)
                .refuse(question.query().in(), question.query().where());
    }

    /** The arguments as the peer takes them, one for each input that is no source. */
    private List<Object> admitted(Question question) {
        List<QueryInput> wanted = question.arguments();
        List<Object> args = question.args();
        if (wanted.size() != args.size()) {
            String missing = args.size() < wanted.size() ? "; missing: " + shown(wanted.get(args.size())) : "";
            throw new Problem(
                            ProblemType.ARGUMENT_MISMATCH,
                            "The query takes " + wanted.size() + " arguments ("
                                    + String.join(
                                            ", ",
                                            wanted.stream()
                                                    .map(QueryRunner::shown)
                                                    .toList())
                                    + ") but " + args.size() + " came" + missing + ".")
                    .exception();
        }
        question.sources().declared().values().forEach(source -> {
            if (source instanceof QuerySource.Tuples tuples) {
                guard.admitArgument(PersistentVector.create(tuples.tuples()));
            }
        });
        List<Object> admitted = new ArrayList<>();
        for (int index = 0; index < args.size(); index++) {
            admitted.add(admitted(question.query(), wanted.get(index), args.get(index)));
        }
        return admitted;
    }

    private Object admitted(Query query, QueryInput input, Object arg) {
        if (input instanceof QueryInput.Rules) {
            var unused = guard.admitRules(arg);
            return PeerForm.rules((List<?>) arg, query.rulesCalled(), guard);
        }
        if (input instanceof QueryInput.PullPattern) {
            guard.admitPullPattern(arg);
        } else {
            guard.admitArgument(arg);
        }
        return arg;
    }

    private static String shown(QueryInput input) {
        if (input instanceof QueryInput.Value value) {
            return value.binding();
        }
        return input instanceof QueryInput.PullPattern pattern ? pattern.variable() : "%";
    }

    private List<Object> inputs(Question question, List<Object> args, Map<String, DatabaseAt> read) {
        List<Object> inputs = new ArrayList<>();
        int next = 0;
        for (QueryInput input : question.query().inputs()) {
            if (input instanceof QueryInput.Source source) {
                inputs.add(source(question.sources().of(source.variable()), read));
            } else if (question.isSource(input)) {
                inputs.add(source(question.sources().of(shown(input)), read));
            } else if (input instanceof QueryInput.Procedures) {
                inputs.add(PeerForm.rules(List.of(), question.query().rulesCalled(), guard));
            } else {
                inputs.add(args.get(next++));
            }
        }
        return inputs;
    }

    private Object source(QuerySource source, Map<String, DatabaseAt> read) {
        if (source instanceof QuerySource.Tuples relation) {
            return PersistentVector.create(relation.tuples());
        }
        QuerySource.OfDatabase facts = (QuerySource.OfDatabase) source;
        DatabaseAt database = Objects.requireNonNull(read.get(facts.database()));
        if (facts.view() instanceof View.History) {
            return database.value().history();
        }
        if (facts.view() instanceof View.Since since) {
            return since.point() instanceof Point.At at
                    ? database.value().since(Date.from(at.instant()))
                    : database.value().since(((Point.Basis) since.point()).t());
        }
        if (facts.view() instanceof View.Log) {
            // There is no filtering a log.
            visibility.requireEverythingOf(facts.database());
            return databases.named(facts.database()).logUpTo(database.t());
        }
        return database.value();
    }

    /**
     * The rows of a query over databases by name that are already at their points, as a relation whatever its find
     * shape.
     *
     * @param args that {@code query} takes, known to be as many and harmless; rules as {@link RuleSet#peerForm()}
     * @throws ProblemException {@code query-invalid}, {@code query-timeout} or {@code database-unavailable}
     */
    public static Collection<List<Object>> relation(
            Query query, List<Object> args, Map<String, DatabaseAt> databases, Duration time) {
        List<Object> inputs = new ArrayList<>();
        int next = 0;
        for (QueryInput input : query.inputs()) {
            inputs.add(
                    input instanceof QueryInput.Source source
                            ? Objects.requireNonNull(databases.get(source.database()))
                                    .value()
                            : args.get(next++));
        }
        return relation(query, inputs, time);
    }

    private static Collection<List<Object>> relation(Query query, List<Object> inputs, Duration time) {
        QueryRequest request =
                QueryRequest.create(query.peerForm(), inputs.toArray()).timeout(time.toMillis());
        try {
            return Cancellation.within(time, () -> Peer.query(request));
        } catch (Exception | AssertionError | StackOverflowError | OutOfMemoryError e) {
            // The peer throws checked exceptions undeclared.
            throw PeerFailure.translate(e);
        }
    }
}
