package dendro.model;

import com.fasterxml.jackson.databind.JsonNode;
import dendro.blackbox.BlackboxKind;
import dendro.blackbox.Encoder;
import dendro.cursor.ResolvedCursor;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
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
        JsonNode evaluation) {

    public ModelDraft {
        figures = Collections.unmodifiableSortedMap(new TreeMap<>(figures));
        libraryVersions = Collections.unmodifiableSortedMap(new TreeMap<>(libraryVersions));
        requireFinite(figures);
    }

    private static void requireFinite(Map<String, Double> figures) {
        figures.forEach((name, figure) -> {
            if (!Double.isFinite(figure)) {
                throw new IllegalArgumentException("The figure '" + name + "' is not a finite number.");
            }
        });
    }
}
