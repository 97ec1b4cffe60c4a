package dendro.trainer;

import dendro.features.FeatureSet;
import dendro.model.ModelDraft;
import dendro.model.ModelRepository;
import dendro.model.TrainingPeriod;
import dendro.model.TrainingRows;
import dendro.trainer.evaluation.Figures;
import dendro.trainer.evaluation.Metric;
import dendro.trainer.evaluation.Promotion;
import dendro.trainer.report.Report;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A trained model on its way into the repository.
 *
 * @param featureSet what it was trained on
 * @param text of the feature set as it was written
 * @param from of the rows asked for
 * @param to of the rows asked for
 * @param result what the training came to
 * @param judgement on the test part
 * @param decision on promotion
 * @param todaysValues how a model fitted on one instant's values did on the same rows, if that was asked for
 */
record Publication(
        FeatureSet featureSet,
        String text,
        Instant from,
        Instant to,
        Training.Result result,
        Judgement judgement,
        Promotion.Decision decision,
        Optional<Figures> todaysValues) {

    /** Publishes the model under the feature set's name; its version. */
    int into(ModelRepository models) {
        try {
            Path folder = Files.createTempDirectory("dendro-model");
            Path file = folder.resolve(result.model().kind().fileName());
            try {
                result.model().save(file);
                return models.publish(featureSet.name(), draft(file));
            } finally {
                Files.deleteIfExists(file);
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The model could not be written to a temporary folder: " + e, e);
        }
    }

    private ModelDraft draft(Path model) {
        Report report = report();
        return new ModelDraft(
                        text,
                        featureSet.hash(),
                        result.model().encoder(),
                        result.rows().cursor(),
                        new TrainingPeriod(from, to, result.split().split()),
                        rows(),
                        figures(),
                        LibraryVersions.all(),
                        result.model().kind(),
                        model,
                        report.toJson())
                .trainedOn(judgement.distribution())
                .fittedBy(report.fitting())
                .shownIn(report.toHtml());
    }

    TrainingRows rows() {
        Training.Counts counts = result.counts();
        return new TrainingRows(
                counts.fitted(), counts.test(), counts.gap(), result.rows().unlabelled());
    }

    private SortedMap<String, Double> figures() {
        Figures judged = judgement.evaluation().figures();
        SortedMap<String, Double> figures = new TreeMap<>();
        figures.put("auc", judged.value(Metric.ROC_AUC));
        figures.put("pr-auc", judged.value(Metric.PR_AUC));
        figures.put("ks", judged.value(Metric.KS));
        figures.put("log-loss", judged.value(Metric.LOG_LOSS));
        figures.put("base-rate", judged.baseRate());
        todaysValues.ifPresent(leaked -> figures.put("auc-of-todays-values", leaked.value(Metric.ROC_AUC)));
        return figures;
    }

    Report report() {
        return new Report(
                featureSet.name(),
                times(),
                counts(),
                fitting(),
                search(),
                judgement.evaluation(),
                judgement.comparison(),
                decision,
                judgement.drift(),
                result.model().importance(),
                todaysValues);
    }

    private Map<String, String> times() {
        TimeSplit split = result.split();
        Map<String, String> times = new LinkedHashMap<>();
        times.put("from", from.toString());
        times.put("trained-until", split.trainedUntil().toString());
        times.put("validated-after", split.validatedAfter().toString());
        times.put("fitted-until", split.fittedUntil().toString());
        times.put("tested-after", split.split().toString());
        times.put("to", to.toString());
        return times;
    }

    private Map<String, Long> counts() {
        Training.Counts counts = result.counts();
        Map<String, Long> rows = new LinkedHashMap<>();
        rows.put("train", counts.train());
        rows.put("validation", counts.validation());
        rows.put("fitted", counts.fitted());
        rows.put("test", counts.test());
        rows.put("gap", counts.gap());
        rows.put("unlabelled", result.rows().unlabelled());
        return rows;
    }

    private SortedMap<String, String> fitting() {
        TrainingSettings settings = result.settings();
        SortedMap<String, String> fitting =
                new TreeMap<>(result.search().parameters().named(settings.kind()));
        fitting.put("model", settings.kind().name().toLowerCase(Locale.ROOT));
        fitting.put("class-weights", settings.fit().weights().name().toLowerCase(Locale.ROOT));
        fitting.put("seed", Long.toString(settings.fit().seed()));
        fitting.put("candidates", Integer.toString(settings.candidates()));
        fitting.put("fitted-on", "train, validation and the gap between them, with what was found on these");
        return fitting;
    }

    private Report.Search search() {
        TrainingSettings settings = result.settings();
        return new Report.Search(
                settings.searchedBy().slug(),
                result.search().candidates().stream()
                        .map(candidate -> new Report.Tried(
                                candidate.parameters().named(settings.kind()),
                                candidate.value().isPresent()
                                        ? Optional.of(candidate.value().getAsDouble())
                                        : Optional.empty()))
                        .toList(),
                result.search().chosen());
    }
}
