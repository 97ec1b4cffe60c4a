package dendro.consistency;

import com.fasterxml.jackson.databind.JsonNode;
import dendro.features.Column;
import dendro.features.EntityAt;
import dendro.features.FeatureDigest;
import dendro.features.FeatureValues;
import dendro.message.ScoreMessage;
import dendro.problem.ProblemException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Counts what differs between scores and training rows, a row at a time. For one thread. */
final class Comparison {

    private static final int TOLD = 20;
    private static final Consistency.Values EQUAL = new Consistency.Values(1, 0, 0, 0);
    private static final Consistency.Values MISMATCHING = new Consistency.Values(1, 1, 0, 0);
    private static final Consistency.Values MISSING = new Consistency.Values(1, 0, 1, 0);
    private static final Consistency.Values EXTRA = new Consistency.Values(1, 0, 0, 1);

    private final Map<String, Consistency.Values> columns = new LinkedHashMap<>();
    private final List<String> differences = new ArrayList<>();
    private long compared;
    private long byDigest;
    private long mismatching;
    private long digests;
    private long missing;
    private long extra;
    private long repeated;
    private long unreadable;

    /** The scores of one entity at one moment, and the row that training has for it. */
    void both(List<ScoreMessage> scores, List<Column> given, FeatureValues row) {
        String digest = FeatureDigest.of(given, row);
        repeated += scores.size() - 1;
        for (ScoreMessage score : scores) {
            compared++;
            boolean differs = score.meta().features().values().isPresent()
                    && values(
                            score.input().at(), score.meta().features().values().get(), given, row);
            byDigest += score.meta().features().values().isPresent() ? 0 : 1;
            if (!differs && !score.meta().features().digest().equals(digest)) {
                digests++;
                differs = true;
                tell(score.input().at(), "the digest is another than that of the training path's values");
            }
            mismatching += differs ? 1 : 0;
        }
    }

    private boolean values(EntityAt at, Map<String, JsonNode> logged, List<Column> given, FeatureValues row) {
        boolean differs = false;
        for (int index = 0; index < given.size(); index++) {
            Column column = given.get(index);
            JsonNode used = logged.get(column.name());
            Optional<Object> right = row.value(index);
            Consistency.Values outcome = outcome(column, used, right);
            count(column.name(), outcome);
            if (!outcome.equals(EQUAL)) {
                differs = true;
                tell(
                        at,
                        column.name() + " is " + shown(used) + ", but the training path gives "
                                + right.map(value -> column.type().toJson(value).toString())
                                        .orElse("none"));
            }
        }
        for (Map.Entry<String, JsonNode> value : logged.entrySet()) {
            if (present(value.getValue())
                    && given.stream().noneMatch(column -> column.name().equals(value.getKey()))) {
                differs = true;
                count(value.getKey(), EXTRA);
                tell(at, value.getKey() + " is no column of the feature set");
            }
        }
        return differs;
    }

    private static Consistency.Values outcome(Column column, @Nullable JsonNode used, Optional<Object> right) {
        if (used == null || used.isNull()) {
            return right.isEmpty() ? EQUAL : MISSING;
        }
        if (right.isEmpty()) {
            return EXTRA;
        }
        try {
            return column.type().fromJson(used).equals(right.get()) ? EQUAL : MISMATCHING;
        } catch (ProblemException e) {
            return MISMATCHING;
        }
    }

    private static boolean present(@Nullable JsonNode value) {
        return value != null && !value.isNull();
    }

    private static String shown(@Nullable JsonNode value) {
        return present(value) ? String.valueOf(value) : "none";
    }

    /** A row of the training path that nothing was logged for. */
    void missing(EntityAt at, List<Column> given, FeatureValues row) {
        missing++;
        for (int index = 0; index < given.size(); index++) {
            count(given.get(index).name(), row.value(index).isPresent() ? MISSING : EQUAL);
        }
        tell(at, "no score is logged, though the training path has a row");
    }

    /** Scores of one entity at one moment that the training path has no row for. */
    void extra(List<ScoreMessage> scores, String why) {
        for (ScoreMessage score : scores) {
            extra++;
            score.meta()
                    .features()
                    .values()
                    .ifPresent(logged -> logged.forEach((name, value) -> count(name, present(value) ? EXTRA : EQUAL)));
            tell(score.input().at(), "a score is logged, but the training path has no row: " + why);
        }
    }

    /** Messages that cannot be compared. */
    void unreadable(long messages) {
        unreadable += messages;
    }

    /** Messages that cannot be compared, and why. */
    void unreadable(long messages, String sentence) {
        unreadable(messages);
        tell(sentence);
    }

    private void count(String column, Consistency.Values outcome) {
        columns.merge(column, outcome, Consistency.Values::plus);
    }

    private void tell(EntityAt at, String what) {
        tell(at.id() + " as of " + at.timestamp() + ": " + what + ".");
    }

    private void tell(String sentence) {
        if (differences.size() < TOLD) {
            differences.add(sentence);
        }
    }

    Consistency result() {
        return new Consistency(
                new Consistency.Rows(compared, byDigest, mismatching, digests, missing, extra, repeated, unreadable),
                columns,
                differences);
    }
}
