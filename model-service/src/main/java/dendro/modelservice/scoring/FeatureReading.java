package dendro.modelservice.scoring;

import dendro.features.Column;
import dendro.features.EntityAt;
import dendro.features.FeatureOutcome;
import dendro.problem.Problem;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import dendro.queryapi.FeatureAnswer;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the features a model was trained on, and makes sure that they are those.
 *
 * <p>A request that is too large or takes too long as a whole is asked again in halves, so that one heavy row fails
 * alone.
 */
public final class FeatureReading {

    private final FeatureSource source;
    private final String featureSet;
    private final List<Column> columns;

    /**
     * A reading.
     *
     * @param featureSet the text that the model carries
     * @param columns that the model was trained on
     */
    public FeatureReading(FeatureSource source, String featureSet, List<Column> columns) {
        this.source = source;
        this.featureSet = featureSet;
        this.columns = List.copyOf(columns);
    }

    /**
     * One outcome for each row, in order.
     *
     * @throws ProblemException what is wrong with more than single rows: the service or a database is away, or the
     *     feature set no longer gives the columns the model was trained on
     */
    public List<FeatureOutcome> outcomes(List<EntityAt> rows) {
        return rows.isEmpty() ? List.of() : asked(rows);
    }

    /**
     * Asks for no rows.
     *
     * @throws ProblemException as {@link #outcomes} would
     */
    public void probe() {
        checked(List.of(), source.features(featureSet, List.of()));
    }

    private List<FeatureOutcome> asked(List<EntityAt> rows) {
        try {
            return checked(rows, source.features(featureSet, rows));
        } catch (ProblemException e) {
            return switch (e.problem().type()) {
                case TOO_LARGE, QUERY_TIMEOUT -> askedInHalves(rows, e.problem());
                default -> throw e;
            };
        }
    }

    private List<FeatureOutcome> askedInHalves(List<EntityAt> rows, Problem problem) {
        if (rows.size() == 1) {
            return List.of(new FeatureOutcome.Failed(rows.get(0), problem));
        }
        int half = rows.size() / 2;
        List<FeatureOutcome> outcomes = new ArrayList<>(asked(rows.subList(0, half)));
        outcomes.addAll(asked(rows.subList(half, rows.size())));
        return outcomes;
    }

    private List<FeatureOutcome> checked(List<EntityAt> rows, FeatureAnswer answer) {
        if (!answer.columns().equals(columns)) {
            throw new Problem(
                            ProblemType.FEATURE_SET_INVALID,
                            "The feature set gives the columns " + answer.columns() + ", but the model was trained on "
                                    + columns + ".")
                    .exception();
        }
        List<String> asked = rows.stream().map(EntityAt::id).toList();
        List<String> answered =
                answer.outcomes().stream().map(outcome -> outcome.at().id()).toList();
        if (!asked.equals(answered)) {
            throw new Problem(ProblemType.INTERNAL, "The query-service answered other rows than it was asked for.")
                    .exception();
        }
        answer.outcomes().forEach(FeatureReading::requireAvailable);
        return answer.outcomes();
    }

    /** A database that is away is no property of the row: the row waits. */
    private static void requireAvailable(FeatureOutcome outcome) {
        if (outcome instanceof FeatureOutcome.Failed failed
                && failed.problem().type().category() == ProblemType.Category.UNAVAILABLE) {
            throw failed.problem().exception();
        }
    }
}
