package dendro.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dendro.blackbox.Blackbox;
import dendro.blackbox.BlackboxFile;
import dendro.drift.TrainingDistribution;
import dendro.problem.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The files of one version: what is known of it, its evaluation as data and as a page, and the blackbox's. */
final class VersionFolder {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;

    VersionFolder(Path folder) {
        this.folder = folder;
    }

    Path path() {
        return folder;
    }

    /** Writes what does not depend on the number of the version. */
    BlackboxFile begin(ModelDraft draft) throws IOException {
        Files.createDirectories(folder);
        byte[] blackbox = Files.readAllBytes(draft.blackboxFile());
        DurableFiles.create(folder.resolve(draft.kind().fileName()), blackbox);
        DurableFiles.create(
                folder.resolve("evaluation.json"),
                JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(draft.evaluation()));
        if (draft.distribution().isPresent()) {
            DurableFiles.create(
                    distributionFile(),
                    JSON.writeValueAsBytes(draft.distribution().get().toJson()));
        }
        if (draft.report().isPresent()) {
            DurableFiles.create(
                    folder.resolve("evaluation.html"), draft.report().get().getBytes(StandardCharsets.UTF_8));
        }
        return BlackboxFile.of(draft.kind(), blackbox);
    }

    /** Writes the metadata; after this the version is complete. */
    void complete(ModelMetadata metadata) throws IOException {
        DurableFiles.create(
                metadataFile(), JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(MetadataJson.write(metadata)));
        DurableFiles.forceFolder(folder);
    }

    ModelMetadata metadata() {
        Path file = metadataFile();
        try {
            return MetadataJson.read(JSON.readTree(Files.readString(file)));
        } catch (JsonProcessingException | MetadataJson.DamagedJson | ProblemException e) {
            throw Damage.of(file, e);
        } catch (IOException e) {
            throw Damage.of(file, "it cannot be read: " + e);
        }
    }

    /** What it was trained on, if that was stored: versions of an earlier Dendro have none. */
    Optional<TrainingDistribution> distribution() {
        Path file = distributionFile();
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(TrainingDistribution.fromJson(JSON.readTree(Files.readString(file))));
        } catch (JsonProcessingException | ProblemException e) {
            throw Damage.of(file, e);
        } catch (IOException e) {
            throw Damage.of(file, "it cannot be read: " + e);
        }
    }

    private Path distributionFile() {
        return folder.resolve("distribution.json");
    }

    /** The blackbox, opened. */
    Blackbox open(ModelMetadata metadata) {
        Blackbox blackbox = metadata.blackbox().open(folder);
        if (blackbox.width() != metadata.encoder().width()) {
            blackbox.close();
            throw Damage.of(
                    metadataFile(),
                    "its encoder makes vectors of " + metadata.encoder().width() + " floats, the blackbox takes "
                            + blackbox.width());
        }
        return blackbox;
    }

    private Path metadataFile() {
        return folder.resolve("metadata.json");
    }
}
