package dendro.trainer;

import dendro.features.Column;
import dendro.trainer.evaluation.Metric;
import dendro.trainer.evaluation.ScoredRows;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.apache.spark.api.java.JavaRDD;

/** Chooses hyper-parameters by how well a model fitted with them to the train part does on the validation part. */
final class ModelSearch {

    private final ModelFit fit;
    private final TrainingSettings settings;
    private final Progress progress;

    ModelSearch(ModelFit fit, TrainingSettings settings, Progress progress) {
        this.fit = fit;
        this.settings = settings;
        this.progress = progress;
    }

    /**
     * What has been tried.
     *
     * @param parameters with as many trees as did best
     * @param value of the metric on the validation part; empty if there was nothing to choose from
     */
    record Candidate(HyperParameters parameters, OptionalDouble value) {}

    /**
     * What came of a search.
     *
     * @param candidates in the order they were tried in
     * @param chosen the place of the best; of equals the first
     */
    record Found(List<Candidate> candidates, int chosen) {

        HyperParameters parameters() {
            return candidates.get(chosen).parameters();
        }
    }

    /** Tries them all. Both parts hold examples of both classes. */
    Found search(List<Column> columns, JavaRDD<ShardItem.Example> train, JavaRDD<ShardItem.Example> validation) {
        List<HyperParameters> tried = settings.parameters()
                .andOthers(settings.candidates(), settings.fit().seed());
        List<Candidate> candidates = new ArrayList<>();
        progress.say("search", 0, tried.size());
        for (HyperParameters parameters : tried) {
            HyperParameters stopped = fit.stopped(columns, train, validation, parameters);
            candidates.add(new Candidate(
                    stopped,
                    tried.size() == 1
                            ? OptionalDouble.empty()
                            : OptionalDouble.of(value(fit.fit(columns, train, stopped), validation))));
            progress.say("search", candidates.size(), tried.size());
        }
        return new Found(candidates, best(settings.searchedBy(), candidates));
    }

    private double value(FittedModel model, JavaRDD<ShardItem.Example> validation) {
        ScoredRows scored = JudgedRows.scored(validation, model);
        return settings.searchedBy().of(scored);
    }

    private static int best(Metric metric, List<Candidate> candidates) {
        int best = 0;
        for (int place = 1; place < candidates.size(); place++) {
            double value = candidates.get(place).value().orElseThrow();
            if (metric.gain(value, candidates.get(best).value().orElseThrow()) > 0) {
                best = place;
            }
        }
        return best;
    }
}
