package dendro.features;

import datomic.Database;
import dendro.cursor.ResolvedCursor;
import dendro.database.DatabaseAt;
import dendro.database.Databases;
import dendro.database.Deadline;
import dendro.database.ObservedDatabase;
import dendro.database.Visibility;
import dendro.problem.Problem;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import dendro.query.Query;
import dendro.query.QueryInput;
import dendro.query.QueryRunner;
import dendro.query.RuleSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The plain meaning of a feature set: for each row, each query once, by Datomic's own engine on the databases as of
 * the row's timestamp. Slow, about half a millisecond a query, and obviously right: it is what faster evaluators are
 * compared with.
 */
public final class QueryPerRow implements FeatureEvaluator {

    private static final Set<ProblemType> ENDS_ALL =
            EnumSet.of(ProblemType.DATABASE_UNAVAILABLE, ProblemType.QUERY_CANCELLED);

    private final Databases databases;
    private final Duration queryTime;
    private final Duration batchTime;
    private final Visibility visibility;

    /**
     * An evaluator over databases, for readers who may see everything.
     *
     * @param queryTime that a single query may take; the row fails that has a slower one
     * @param batchTime that reading all the rows of one call may take; the call fails that is slower
     */
    public QueryPerRow(Databases databases, Duration queryTime, Duration batchTime) {
        this(databases, queryTime, batchTime, Visibility.everything());
    }

    /** An evaluator for readers who see this much. */
    public QueryPerRow(Databases databases, Duration queryTime, Duration batchTime, Visibility visibility) {
        this.databases = databases;
        this.queryTime = queryTime;
        this.batchTime = batchTime;
        this.visibility = visibility;
    }

    @Override
    public List<FeatureOutcome> evaluate(Reading reading, List<EntityAt> rows, Deadline deadline) {
        Map<String, ObservedDatabase> observed = Observation.of(databases, reading.databases(), rows, deadline);
        observed.replaceAll((name, database) -> visibility.of(database));
        Deadline end = Deadline.after(batchTime);
        List<FeatureOutcome> outcomes = new ArrayList<>(rows.size());
        for (EntityAt row : rows) {
            outcomes.add(evaluate(reading, row, observed, end));
            if (rows.size() > 1 && end.remaining().isZero()) {
                throw new Problem(
                                ProblemType.QUERY_TIMEOUT,
                                "Reading " + rows.size() + " rows takes longer than " + batchTime.toMillis()
                                        + " ms; ask for fewer at a time.")
                        .exception();
            }
        }
        return outcomes;
    }

    private FeatureOutcome evaluate(
            Reading reading, EntityAt row, Map<String, ObservedDatabase> observed, Deadline end) {
        try {
            Map<String, DatabaseAt> asOf = new TreeMap<>();
            observed.forEach((name, database) -> asOf.put(name, database.at(row.timestamp())));
            return new FeatureOutcome.Row(row, values(reading, row, asOf, end), cursor(asOf));
        } catch (ProblemException e) {
            if (ENDS_ALL.contains(e.problem().type())) {
                throw e;
            }
            return new FeatureOutcome.Failed(row, e.problem().with("id", row.id()));
        }
    }

    private FeatureValues values(Reading reading, EntityAt row, Map<String, DatabaseAt> asOf, Deadline end) {
        Object identity = reading.identity(row.id())
                .orElseThrow(() -> reading.notFound(row).exception());
        Database home = at(asOf, reading.entity().database()).value();
        if (!home.datoms(Database.AVET, reading.entity().attribute(), identity)
                .iterator()
                .hasNext()) {
            throw reading.notFound(row).exception();
        }
        List<@Nullable Object> values = new ArrayList<>();
        for (TypedQuery query : reading.queries()) {
            values.addAll(columns(query, arguments(query.query(), reading.rules(), identity), asOf, end));
        }
        return FeatureValues.of(values);
    }

    private List<@Nullable Object> columns(
            TypedQuery query, List<Object> arguments, Map<String, DatabaseAt> asOf, Deadline end) {
        Duration left = end.remaining().compareTo(queryTime) < 0 ? end.remaining() : queryTime;
        Duration time = left.toMillis() < 1 ? Duration.ofMillis(1) : left;
        List<List<Object>> found = List.copyOf(QueryRunner.relation(query.query(), arguments, asOf, time));
        if (found.size() > 1) {
            throw new Problem(
                            ProblemType.FEATURE_ROWS_AMBIGUOUS,
                            "A feature query found " + found.size() + " rows where it may find one: "
                                    + query.query().text())
                    .exception();
        }
        @Nullable Object[] values = new @Nullable Object[query.columns().size()];
        if (!found.isEmpty()) {
            for (int index = 0; index < values.length; index++) {
                values[index] = typed(query.columns().get(index), found.get(0).get(index));
            }
        }
        return Arrays.asList(values);
    }

    private static List<Object> arguments(Query query, RuleSet rules, Object identity) {
        return query.inputs().stream()
                .filter(input -> !(input instanceof QueryInput.Source))
                .map(input -> input instanceof QueryInput.Value ? identity : rules.peerForm())
                .toList();
    }

    private static @Nullable Object typed(Column column, @Nullable Object value) {
        if (value == null) {
            return null;
        }
        try {
            return column.type().fromDatomic(value);
        } catch (ProblemException e) {
            throw e.problem().with("column", column.name()).exception(e);
        }
    }

    private static DatabaseAt at(Map<String, DatabaseAt> asOf, String name) {
        return java.util.Objects.requireNonNull(asOf.get(name), name);
    }

    private static ResolvedCursor cursor(Map<String, DatabaseAt> asOf) {
        Map<String, Long> basis = new TreeMap<>();
        asOf.forEach((name, database) -> basis.put(name, database.t()));
        return ResolvedCursor.of(basis);
    }
}
