package dendro.modelservice.repository;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dendro.blackbox.Blackbox;
import dendro.blackbox.BlackboxFile;
import dendro.blackbox.BlackboxKind;
import dendro.blackbox.Encoder;
import dendro.cursor.ResolvedCursor;
import dendro.features.FeatureSet;
import dendro.model.ModelDraft;
import dendro.model.ModelRepository;
import dendro.model.TrainingPeriod;
import dendro.model.TrainingRows;
import dendro.problem.Problem;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import dendro.procedure.Procedures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * A model made elsewhere, on its way into the repository.
 *
 * @param featureSet whose columns it scores
 * @param text of the feature set as it was written
 * @param encoder from the columns to its vectors
 * @param onnx the file
 */
record ForeignModel(FeatureSet featureSet, String text, Encoder encoder, Path onnx) {

    /**
     * The model in these files.
     *
     * @throws ProblemException if one of them cannot be used, naming it
     */
    static ForeignModel read(Path features, Path columns, Path onnx) {
        String text = text(features);
        try {
            return new ForeignModel(
                    FeatureSet.parse(text, Procedures.installed().guard()),
                    text,
                    Encoder.fromJson(new ObjectMapper().readTree(text(columns))),
                    onnx);
        } catch (JsonProcessingException e) {
            throw new Problem(ProblemType.REQUEST_INVALID, columns + " is not JSON: " + e.getOriginalMessage())
                    .exception(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static ProblemException unreadable(Path file, IOException cause) {
        return new Problem(ProblemType.REQUEST_INVALID, file + " cannot be read: " + cause).exception(cause);
    }

    String name() {
        return featureSet.name();
    }

    /**
     * Publishes it, once it has been opened and found to take the encoder's vectors.
     *
     * @param from of its training
     * @param to of its training
     * @return its version
     */
    int publish(ModelRepository repository, Instant from, Instant to) {
        byte[] content = content();
        try {
            Path folder = Files.createTempDirectory("dendro-onnx");
            Path file = folder.resolve(BlackboxKind.ONNX.fileName());
            try {
                Files.write(file, content);
                requireFits(folder, content);
                return repository.publish(name(), draft(file, from, to));
            } finally {
                Files.deleteIfExists(file);
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The model could not be written to a temporary folder: " + e, e);
        }
    }

    private byte[] content() {
        try {
            return Files.readAllBytes(onnx);
        } catch (IOException e) {
            throw unreadable(onnx, e);
        }
    }

    private void requireFits(Path folder, byte[] content) {
        try (Blackbox opened = BlackboxFile.of(BlackboxKind.ONNX, content).open(folder)) {
            if (opened.width() != encoder.width()) {
                throw new Problem(
                                ProblemType.REQUEST_INVALID,
                                "The columns make vectors of " + encoder.width() + " floats, the model takes "
                                        + opened.width() + ".")
                        .exception();
            }
        }
    }

    private ModelDraft draft(Path file, Instant from, Instant to) {
        return new ModelDraft(
                text,
                featureSet.hash(),
                encoder,
                ResolvedCursor.of(Map.of()),
                new TrainingPeriod(from, to, to),
                new TrainingRows(0, 0, 0, 0),
                new TreeMap<>(),
                new TreeMap<>(),
                BlackboxKind.ONNX,
                file,
                JsonNodeFactory.instance.objectNode());
    }
}
