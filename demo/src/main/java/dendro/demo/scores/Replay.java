package dendro.demo.scores;

import dendro.features.Column;
import dendro.features.EntityAt;
import dendro.features.FeatureValues;
import dendro.message.ScoreMessage;
import dendro.queryapi.QueryServiceClient;
import dendro.queryapi.TrainingSetRequest;
import dendro.queryapi.TrainingSetStream;
import dendro.training.Shard;
import dendro.training.TrainingOutcome;
import dendro.training.TrainingRow;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks the training path for purchases that have been scored. */
public final class Replay {

    private final QueryServiceClient queryService;
    private final String featureSet;

    /** A replay of a feature set, given as its text. */
    public Replay(QueryServiceClient queryService, String featureSet) {
        this.queryService = queryService;
        this.featureSet = featureSet;
    }

    /** Compares the values logged with these scores, as far as they were, with the training path's. */
    public Consistency of(Collection<ScoreMessage> scores) {
        Optional<Instant> first =
                scores.stream().map(score -> score.input().at().timestamp()).min(Instant::compareTo);
        Optional<Instant> last =
                scores.stream().map(score -> score.input().at().timestamp()).max(Instant::compareTo);
        if (first.isEmpty() || last.isEmpty()) {
            return new Consistency(0, 0, 0, 0);
        }
        TrainingSetRequest request = new TrainingSetRequest(
                featureSet, first.get(), last.get().plusMillis(1), Shard.whole(), Optional.empty());
        try (TrainingSetStream rows = queryService.trainingSet(request)) {
            List<Column> columns = rows.columns();
            return Consistency.of(columns, logged(scores, columns), replayed(rows));
        }
    }

    private static Map<EntityAt, FeatureValues> logged(Collection<ScoreMessage> scores, List<Column> columns) {
        Map<EntityAt, FeatureValues> logged = new LinkedHashMap<>();
        for (ScoreMessage score : scores) {
            score.meta()
                    .features()
                    .values(columns)
                    .ifPresent(values -> logged.put(score.input().at(), values));
        }
        return logged;
    }

    private static Map<EntityAt, FeatureValues> replayed(TrainingSetStream rows) {
        Map<EntityAt, FeatureValues> replayed = new HashMap<>();
        while (rows.hasNext()) {
            if (rows.next() instanceof TrainingOutcome.Row found) {
                TrainingRow row = found.row();
                replayed.put(row.at(), row.values());
            }
        }
        return replayed;
    }
}
