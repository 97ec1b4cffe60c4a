package dendro.query;

import datomic.Database;
import datomic.Log;
import datomic.Peer;
import datomic.QueryRequest;
import dendro.edn.Edn;
import dendro.problem.ProblemException;
import dendro.query.guard.QueryGuard;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Runs whatever query the guard admits, with arguments made up to fit, as the peer is given it. */
public final class QueriesAtThePeer {

    private static final Duration TIME = Duration.ofMillis(500);

    private QueriesAtThePeer() {}

    /** What the peer answers to a query that takes one database, given as it is given. */
    public static Object answer(Object form, QueryGuard guard, Database database) {
        return Peer.query(Query.of(form, guard).peerForm(), database);
    }

    /** Runs a query, and says nothing of how it ends. */
    public static void run(Object form, QueryGuard guard, Database database, Log log) {
        try {
            Query query = Query.of(form, guard);
            List<Object> inputs = new ArrayList<>();
            query.inputs().forEach(input -> inputs.add(made(input, query, guard, database, log)));
            Object unused = Peer.query(
                    QueryRequest.create(query.peerForm(), inputs.toArray()).timeout(TIME.toMillis()));
        } catch (Exception | AssertionError | StackOverflowError e) {
            // Most mutations mean nothing; what matters is what they do.
            if (e instanceof ProblemException) {
                return;
            }
        }
    }

    /** Runs a query that calls the first of some rules, and says nothing of how it ends. */
    public static void runRules(Object rules, QueryGuard guard, Database database) {
        try {
            List<?> head = (List<?>) ((List<?>) ((List<?>) rules).get(0)).get(0);
            String variables = IntStream.range(1, head.size())
                    .mapToObj(number -> " ?x" + number)
                    .collect(Collectors.joining());
            Query query = Query.parse(
                    "[:find" + variables + " :in $ % :where [?x1 :tree/id] (" + head.get(0) + variables + ")]", guard);
            Object unused = Peer.query(QueryRequest.create(
                            query.peerForm(),
                            database,
                            RuleSet.of(rules, query.rulesCalled(), guard).peerForm())
                    .timeout(TIME.toMillis()));
        } catch (Exception | AssertionError | StackOverflowError e) {
            // As above.
            if (e instanceof ProblemException) {
                return;
            }
        }
    }

    /** Runs a query that pulls a pattern, and says nothing of how it ends. */
    public static void runPattern(Object pattern, QueryGuard guard, Database database) {
        Query query = Query.parse("[:find (pull ?e p) :in $ p :where [?e :tree/id]]", guard);
        try {
            Object unused = Peer.query(
                    QueryRequest.create(query.peerForm(), database, pattern).timeout(TIME.toMillis()));
        } catch (Exception | AssertionError | StackOverflowError e) {
            // As above.
            if (e instanceof ProblemException) {
                return;
            }
        }
    }

    private static Object made(QueryInput input, Query query, QueryGuard guard, Database database, Log log) {
        if (input instanceof QueryInput.Source source) {
            return source.variable().equals("$log") ? log : database;
        }
        if (input instanceof QueryInput.PullPattern) {
            return Edn.read("[*]");
        }
        if (input instanceof QueryInput.Value value) {
            return value.binding().startsWith("[[")
                    ? Edn.read("[[1 2 3]]")
                    : value.binding().startsWith("[") ? Edn.read("[1 2 3]") : 1L;
        }
        return PeerForm.rules(
                (List<?>) Edn.read("[[(r ?r) [_ :tree/rings ?r]] [(mine ?e ?n) [?e :tree/rings ?n]]]"),
                query.rulesCalled(),
                guard);
    }
}
