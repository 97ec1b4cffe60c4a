package dendro.trainer;

import dendro.features.EntityAt;
import dendro.features.FeatureValues;
import dendro.trainer.evaluation.ScoredRows;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.apache.spark.api.java.JavaRDD;

/**
 * Rows that have been scored, on the driver, in the order of time: the same rows in the same order from whatever shards.
 * A million rows take some 200 MB there.
 */
final class JudgedRows {

    /** Scoring single rows costs a hundred times as much. */
    private static final int BATCH = 1000;

    private final List<Judged> rows;

    private record Judged(EntityAt at, boolean label, float score, float champion, int segment) {}

    private JudgedRows(List<Judged> rows) {
        this.rows = rows;
    }

    /**
     * Scores rows, one partition after the other.
     *
     * @param champion scores the same rows, if there is one
     * @param segment the number of a row's segment
     */
    static JudgedRows of(
            JavaRDD<ShardItem.Example> examples,
            ScoringModel model,
            Optional<ScoringModel> champion,
            ToIntFunction<FeatureValues> segment) {
        List<Judged> judged = new ArrayList<>();
        Iterator<ShardItem.Example> iterator = examples.toLocalIterator();
        List<ShardItem.Example> batch = new ArrayList<>(BATCH);
        while (iterator.hasNext()) {
            batch.add(iterator.next());
            if (batch.size() == BATCH || !iterator.hasNext()) {
                List<FeatureValues> values =
                        batch.stream().map(ShardItem.Example::values).toList();
                float[] scores = model.score(values);
                Optional<float[]> others = champion.map(other -> other.score(values));
                for (int row = 0; row < scores.length; row++) {
                    int place = row;
                    ShardItem.Example example = batch.get(row);
                    judged.add(new Judged(
                            example.at(),
                            example.label() == 1,
                            scores[row],
                            others.map(all -> all[place]).orElse(Float.NaN),
                            segment.applyAsInt(example.values())));
                }
                batch.clear();
            }
        }
        judged.sort(Comparator.comparing((Judged row) -> row.at().timestamp())
                .thenComparing(row -> row.at().id()));
        return new JudgedRows(judged);
    }

    /** Rows scored by one model and no more. */
    static ScoredRows scored(JavaRDD<ShardItem.Example> examples, FittedModel model) {
        try (ScoringModel scoring = ScoringModel.of(model)) {
            return of(examples, scoring, Optional.empty(), values -> 0).scores();
        }
    }

    int size() {
        return rows.size();
    }

    EntityAt at(int row) {
        return rows.get(row).at();
    }

    int segment(int row) {
        return rows.get(row).segment();
    }

    /** As the model scored them. */
    ScoredRows scores() {
        return scores(Judged::score);
    }

    /** As the champion did; empty if what it gave are no probabilities. */
    Optional<ScoredRows> championScores() {
        boolean probabilities = rows.stream().allMatch(row -> row.champion() >= 0 && row.champion() <= 1);
        return probabilities ? Optional.of(scores(Judged::champion)) : Optional.empty();
    }

    private interface ScoreOf {
        float score(Judged row);
    }

    private ScoredRows scores(ScoreOf which) {
        double[] scores = new double[rows.size()];
        boolean[] labels = new boolean[rows.size()];
        for (int row = 0; row < scores.length; row++) {
            scores[row] = which.score(rows.get(row));
            labels[row] = rows.get(row).label();
        }
        return ScoredRows.of(scores, labels);
    }
}
