package dendro.consistency;

import dendro.database.Deadline;
import dendro.features.Column;
import dendro.features.EntityAt;
import dendro.features.Shard;
import dendro.message.ScoreMessage;
import dendro.problem.Problem;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import dendro.queryapi.QueryServiceClient;
import dendro.queryapi.TrainingSetRequest;
import dendro.queryapi.TrainingSetStream;
import dendro.queryapi.Turn;
import dendro.training.TrainingOutcome;
import dendro.training.TrainingRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Asks the training path for everything of a range that scores were logged for, and compares.
 *
 * <p>Where versions of different feature sets scored within the range, each score is compared with the rows of its
 * own; a row is missing if no version scored it.
 */
public final class Replay {

    private final QueryServiceClient queryService;
    private final FeatureSetTexts featureSets;
    private final Deadline deadline;

    /** A replay that must be done by a deadline. */
    public Replay(QueryServiceClient queryService, FeatureSetTexts featureSets, Deadline deadline) {
        this.queryService = queryService;
        this.featureSets = featureSets;
        this.deadline = deadline;
    }

    /**
     * Compares the scores with the training rows from the first one's moment to the last one's.
     *
     * @throws ProblemException what the query-service refuses, or {@code query-timeout} at the deadline
     */
    public Consistency of(LoggedScores scores) {
        return of(scores, Optional.empty(), Optional.empty());
    }

    /**
     * Compares the scores of a range with its training rows.
     *
     * @param from scores about this moment or later ones; without it, from the first score on
     * @param to and before this one; without it, up to the last score
     * @throws ProblemException what the query-service refuses, or {@code query-timeout} at the deadline
     */
    public Consistency of(LoggedScores scores, Optional<Instant> from, Optional<Instant> to) {
        Comparison comparison = new Comparison();
        scores.unreadable().forEach(sentence -> comparison.unreadable(1, sentence));
        long untold = scores.unreadableCount() - scores.unreadable().size();
        if (untold > 0) {
            comparison.unreadable(untold, "And " + untold + " further messages that are no scores.");
        }
        Map<String, Map<EntityAt, List<ScoreMessage>>> byFeatureSet = byFeatureSet(scores, comparison);
        if (!byFeatureSet.isEmpty()) {
            Instant first = from.or(scores::first).orElseThrow();
            Instant end = to.orElseGet(() -> scores.last().orElseThrow().plusMillis(1));
            Set<EntityAt> missing = new HashSet<>();
            byFeatureSet.forEach((text, scored) -> compare(
                    new TrainingSetRequest(text, first, end, Shard.whole(), Optional.empty()),
                    scored,
                    at -> !scores.holds(at) && missing.add(at),
                    comparison));
        }
        return comparison.result();
    }

    private Map<String, Map<EntityAt, List<ScoreMessage>>> byFeatureSet(LoggedScores scores, Comparison comparison) {
        Map<String, Map<EntityAt, List<ScoreMessage>>> grouped = new LinkedHashMap<>();
        Map<String, Optional<String>> texts = new HashMap<>();
        for (List<ScoreMessage> group : scores.groups()) {
            for (ScoreMessage score : group) {
                text(score.meta(), texts, comparison)
                        .ifPresentOrElse(
                                text -> grouped.computeIfAbsent(text, none -> new HashMap<>())
                                        .computeIfAbsent(score.input().at(), none -> new ArrayList<>(1))
                                        .add(score),
                                () -> comparison.unreadable(1));
            }
        }
        return grouped;
    }

    private Optional<String> text(ScoreMessage.Meta meta, Map<String, Optional<String>> known, Comparison comparison) {
        return known.computeIfAbsent(meta.model() + " " + meta.version(), unknown -> {
            try {
                return Optional.of(featureSets.of(meta.model(), meta.version()));
            } catch (ProblemException e) {
                comparison.unreadable(
                        0,
                        "Scores of " + meta.model() + " version " + meta.version() + " cannot be compared. "
                                + e.problem().detail());
                return Optional.empty();
            }
        });
    }

    private interface Missing {
        boolean isMissing(EntityAt at);
    }

    private void compare(
            TrainingSetRequest request,
            Map<EntityAt, List<ScoreMessage>> scored,
            Missing missing,
            Comparison comparison) {
        Map<EntityAt, List<ScoreMessage>> left = new LinkedHashMap<>(scored);
        Map<String, Instant> elsewhere = new HashMap<>();
        Set<String> ids = new HashSet<>();
        scored.keySet().forEach(at -> ids.add(at.id()));
        try (TrainingSetStream rows = Turn.of(() -> queryService.trainingSet(request), deadline.remaining())) {
            List<Column> columns = rows.columns();
            while (rows.hasNext()) {
                requireTime();
                TrainingOutcome outcome = rows.next();
                if (outcome instanceof TrainingOutcome.Row found) {
                    TrainingRow row = found.row();
                    List<ScoreMessage> scores = left.remove(row.at());
                    if (scores != null) {
                        comparison.both(scores, columns, row.values());
                    } else if (missing.isMissing(row.at())) {
                        comparison.missing(row.at(), columns, row.values());
                        if (ids.contains(row.at().id())) {
                            elsewhere.put(row.at().id(), row.at().timestamp());
                        }
                    }
                } else if (outcome instanceof TrainingOutcome.Failed failed) {
                    List<ScoreMessage> scores = left.remove(failed.at());
                    requireFinal(failed.problem());
                    if (scores != null) {
                        comparison.extra(scores, failed.problem().detail());
                    }
                }
            }
        }
        left.forEach((at, scores) -> comparison.extra(
                scores,
                elsewhere.containsKey(at.id())
                        ? "its row is as of " + elsewhere.get(at.id())
                        : "the range holds no such entity at this moment"));
    }

    /** A database that is away now says nothing about what scoring read. */
    private static void requireFinal(Problem problem) {
        switch (problem.type().category()) {
            case NOT_YET, UNAVAILABLE, TIMEOUT, INTERNAL -> throw problem.exception();
            default -> {}
        }
    }

    private void requireTime() {
        if (deadline.remaining().isZero()) {
            throw new Problem(
                            ProblemType.QUERY_TIMEOUT,
                            "The training rows had not all been compared when the time was over.")
                    .exception();
        }
    }
}
