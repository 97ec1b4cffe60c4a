package dendro.model;

import com.fasterxml.jackson.databind.JsonNode;
import dendro.blackbox.BlackboxKind;
import dendro.blackbox.Encoder;
import dendro.cursor.ResolvedCursor;
import dendro.drift.TrainingDistribution;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A trained model that has no version yet.
 *
 * @param featureSetText the feature set as it was written
 * @param featureSetHash of its canonical text, hex
 * @param encoder fitted on the training rows
 * @param cursor the newest basis of each database that a training row was read from
 * @param period of time it was made from
 * @param rows what became of the rows
 * @param figures finite numbers by kebab-case name, such as {@code auc}
 * @param libraryVersions by name of library
 * @param kind of the blackbox
 * @param blackboxFile is copied
 * @param evaluation becomes {@code evaluation.json}
 * @param distribution of what it was trained on, becomes {@code distribution.json}
 * @param fitting how it was fitted, by kebab-case name, such as {@code depth}
 * @param report the evaluation for people, becomes {@code evaluation.html}
 */
public record ModelDraft(
        String featureSetText,
        String featureSetHash,
        Encoder encoder,
        ResolvedCursor cursor,
        TrainingPeriod period,
        TrainingRows rows,
        SortedMap<String, Double> figures,
        SortedMap<String, String> libraryVersions,
        BlackboxKind kind,
        Path blackboxFile,
        JsonNode evaluation,
        Optional<TrainingDistribution> distribution,
        SortedMap<String, String> fitting,
        Optional<String> report) {

    public ModelDraft {
        fitting = Collections.unmodifiableSortedMap(new TreeMap<>(fitting));
        figures = Collections.unmodifiableSortedMap(new TreeMap<>(figures));
        libraryVersions = Collections.unmodifiableSortedMap(new TreeMap<>(libraryVersions));
        requireFinite(figures);
    }

    /** A model of which it is not known what it was trained on or how it was fitted. */
    public ModelDraft(
            String featureSetText,
            String featureSetHash,
            Encoder encoder,
            ResolvedCursor cursor,
            TrainingPeriod period,
            TrainingRows rows,
            SortedMap<String, Double> figures,
            SortedMap<String, String> libraryVersions,
            BlackboxKind kind,
            Path blackboxFile,
            JsonNode evaluation) {
        this(
                featureSetText,
                featureSetHash,
                encoder,
                cursor,
                period,
                rows,
                figures,
                libraryVersions,
                kind,
                blackboxFile,
                evaluation,
                Optional.empty(),
                new TreeMap<>(),
                Optional.empty());
    }

    /** The same model, and what it was trained on. */
    public ModelDraft trainedOn(TrainingDistribution trained) {
        return with(Optional.of(trained), fitting, report);
    }

    /** The same model, and how it was fitted. */
    public ModelDraft fittedBy(SortedMap<String, String> how) {
        return with(distribution, how, report);
    }

    /** The same model, and its evaluation as a page of HTML. */
    public ModelDraft shownIn(String html) {
        return with(distribution, fitting, Optional.of(html));
    }

    private ModelDraft with(
            Optional<TrainingDistribution> trained, SortedMap<String, String> how, Optional<String> html) {
        return new ModelDraft(
                featureSetText,
                featureSetHash,
                encoder,
                cursor,
                period,
                rows,
                figures,
                libraryVersions,
                kind,
                blackboxFile,
                evaluation,
                trained,
                how,
                html);
    }

    private static void requireFinite(Map<String, Double> figures) {
        figures.forEach((name, figure) -> {
            if (!Double.isFinite(figure)) {
                throw new IllegalArgumentException("The figure '" + name + "' is not a finite number.");
            }
        });
    }
}
