package dendro.model;

import dendro.blackbox.BlackboxFile;
import dendro.blackbox.Encoder;
import dendro.cursor.ResolvedCursor;
import dendro.features.Column;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is known of a published version; {@code metadata.json}.
 *
 * @param name of the model
 * @param version counted from 1
 * @param created when it was published
 * @param featureSetText the feature set as it was written
 * @param featureSetHash of its canonical text, hex
 * @param encoder from the feature set's columns to the blackbox's vectors
 * @param cursor the newest basis of each database that a training row was read from
 * @param period of time it was made from
 * @param rows what became of the rows
 * @param figures by kebab-case name, such as {@code auc}
 * @param libraryVersions by name of library
 * @param blackbox the file that holds it
 * @param fitting how it was fitted, by kebab-case name; empty if that is not known
 */
public record ModelMetadata(
        String name,
        int version,
        Instant created,
        String featureSetText,
        String featureSetHash,
        Encoder encoder,
        ResolvedCursor cursor,
        TrainingPeriod period,
        TrainingRows rows,
        SortedMap<String, Double> figures,
        SortedMap<String, String> libraryVersions,
        BlackboxFile blackbox,
        SortedMap<String, String> fitting) {

    public ModelMetadata {
        fitting = Collections.unmodifiableSortedMap(new TreeMap<>(fitting));
        figures = Collections.unmodifiableSortedMap(new TreeMap<>(figures));
        libraryVersions = Collections.unmodifiableSortedMap(new TreeMap<>(libraryVersions));
    }

    /** The columns of the feature set, in order. */
    public List<Column> columns() {
        return encoder.columns();
    }
}
