package dendro.query;

import clojure.lang.RT;
import clojure.lang.Symbol;
import datomic.Peer;
import datomic.QueryRequest;
import dendro.cursor.Cursor;
import dendro.cursor.Point;
import dendro.cursor.ResolvedCursor;
import dendro.database.DatabaseAt;
import dendro.database.Databases;
import dendro.database.Deadline;
import dendro.database.NamedDatabase;
import dendro.database.ObservedDatabase;
import dendro.database.Visibility;
import dendro.problem.Problem;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import dendro.query.guard.QueryGuard;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Answers queries as of a cursor. Safe for any number of threads. */
public final class QueryRunner {

    static {
        // On the guard's list, and in no peer unless someone asks for it.
        RT.var("clojure.core", "require").invoke(Symbol.intern("clojure.math"));
    }

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
     * The answer to a query.
     *
     * @param args one for each input of {@code :in} that is not a database, as Datomic takes them
     * @param deadline until which reaching the cursor is waited for
     * @throws ProblemException {@code database-unknown}, {@code database-unavailable}, {@code cursor-not-reached},
     *     {@code argument-mismatch}, {@code query-forbidden}, {@code attribute-private}, {@code query-invalid} or {@code
     *     query-timeout}
     */
    public Answer run(Query query, List<Object> args, Cursor cursor, QueryLimits limits, Deadline deadline) {
        checkArguments(query, args);
        Map<String, DatabaseAt> read = new TreeMap<>();
        for (String name : query.databases()) {
            ObservedDatabase observed = observed(databases.named(name), cursor.point(name), deadline);
            visibility.requireUnnamed(observed, List.of(query.find().elements(), query.where(), args));
            read.put(name, visibility.of(observed).at(cursor.point(name)));
        }
        Collection<List<Object>> relation = relation(query, args, read, limits.time());
        List<List<Object>> rows = new ArrayList<>(relation);
        rows.sort(new RowOrder());
        if (query.find().shape() == FindSpec.Shape.SCALAR || query.find().shape() == FindSpec.Shape.TUPLE) {
            rows = rows.subList(0, Math.min(1, rows.size()));
        }
        RowDigest digest = new RowDigest();
        rows.forEach(digest::add);
        Map<String, Long> basis = new TreeMap<>();
        read.forEach((name, database) -> basis.put(name, database.t()));
        return new Answer(
                query.columns(),
                List.copyOf(rows.subList(0, Math.min(limits.rows(), rows.size()))),
                rows.size(),
                ResolvedCursor.of(basis),
                digest.hex(),
                ReproductionWarnings.of(query, args, read.values()));
    }

    private static ObservedDatabase observed(NamedDatabase database, Point point, Deadline deadline) {
        return point instanceof Point.At at ? database.observe(at.instant(), deadline) : database.newest(deadline);
    }

    private void checkArguments(Query query, List<Object> args) {
        List<QueryInput> wanted = query.inputs().stream()
                .filter(input -> !(input instanceof QueryInput.Source))
                .toList();
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
        for (int index = 0; index < args.size(); index++) {
            if (wanted.get(index) instanceof QueryInput.Rules) {
                var unused = guard.admitRules(args.get(index));
            } else if (wanted.get(index) instanceof QueryInput.PullPattern) {
                guard.admitPullPattern(args.get(index));
            } else {
                guard.admitArgument(args.get(index));
            }
        }
    }

    private static String shown(QueryInput input) {
        if (input instanceof QueryInput.Value value) {
            return value.binding();
        }
        return input instanceof QueryInput.PullPattern pattern ? pattern.variable() : "%";
    }

    private static List<Object> inputs(Query query, List<Object> args, Map<String, DatabaseAt> read) {
        List<Object> inputs = new ArrayList<>();
        int next = 0;
        for (QueryInput input : query.inputs()) {
            if (input instanceof QueryInput.Source source) {
                DatabaseAt database = read.get(source.database());
                inputs.add(java.util.Objects.requireNonNull(database).value());
            } else {
                inputs.add(args.get(next++));
            }
        }
        return inputs;
    }

    /**
     * The rows of a query over databases that are already at their points, as a relation whatever its find shape.
     *
     * @param args that {@code query} takes, known to be as many and harmless
     * @throws ProblemException {@code query-invalid}, {@code query-timeout} or {@code database-unavailable}
     */
    public static Collection<List<Object>> relation(
            Query query, List<Object> args, Map<String, DatabaseAt> databases, Duration time) {
        QueryRequest request = QueryRequest.create(
                        query.relationForm(), inputs(query, args, databases).toArray())
                .timeout(time.toMillis());
        try {
            return Peer.query(request);
        } catch (Exception | AssertionError | StackOverflowError | OutOfMemoryError e) {
            // The peer throws checked exceptions undeclared.
            throw PeerFailure.translate(e);
        }
    }
}
