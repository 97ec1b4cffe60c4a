package dendro.trainer;

import dendro.blackbox.Blackbox;
import dendro.blackbox.BlackboxFile;
import dendro.blackbox.Encoder;
import dendro.features.Column;
import dendro.features.FeatureValues;
import dendro.model.ModelVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A model as live rows are scored by it: its file, read by plain Java.
 *
 * @param encoder of the model
 * @param blackbox open
 * @param positions of the model's columns among those of the rows
 */
record ScoringModel(Encoder encoder, Blackbox blackbox, List<Integer> positions) implements AutoCloseable {

    /** The model that has just been fitted, on rows of its own columns. */
    static ScoringModel of(FittedModel model) {
        try {
            Path folder = Files.createTempDirectory("dendro-model");
            Path file = folder.resolve(model.kind().fileName());
            try {
                model.save(file);
                BlackboxFile saved = BlackboxFile.of(model.kind(), Files.readAllBytes(file));
                List<Column> columns = model.encoder().columns();
                return new ScoringModel(model.encoder(), saved.open(folder), positions(columns, columns));
            } finally {
                Files.deleteIfExists(file);
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The model could not be written to a temporary folder: " + e, e);
        }
    }

    /** A published model, on rows that have all its columns. */
    static ScoringModel of(ModelVersion version, List<Column> columns) {
        Encoder encoder = version.metadata().encoder();
        return new ScoringModel(encoder, version.blackbox(), positions(encoder.columns(), columns));
    }

    private static List<Integer> positions(List<Column> wanted, List<Column> columns) {
        return wanted.stream().map(columns::indexOf).toList();
    }

    /** The score of each row, in order. */
    float[] score(List<FeatureValues> rows) {
        float[][] vectors = new float[rows.size()][];
        for (int row = 0; row < vectors.length; row++) {
            vectors[row] = encoder.encode(own(rows.get(row)));
        }
        return blackbox.score(vectors);
    }

    private FeatureValues own(FeatureValues values) {
        List<@Nullable Object> own = new ArrayList<>(positions.size());
        for (int position : positions) {
            own.add(values.value(position).orElse(null));
        }
        return FeatureValues.of(own);
    }

    @Override
    public void close() {
        blackbox.close();
    }
}
