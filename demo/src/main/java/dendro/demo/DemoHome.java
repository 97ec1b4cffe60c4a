package dendro.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder of everything the demo writes.
 *
 * @param folder by default {@code .demo}, which git ignores
 */
record DemoHome(Path folder) {

    DemoHome {
        folder = folder.toAbsolutePath().normalize();
    }

    Path logs() {
        return folder.resolve("logs");
    }

    Path kafka() {
        return folder.resolve("kafka");
    }

    Path models() {
        return folder.resolve("models");
    }

    Path featureSet() {
        return folder.resolve("purchase-risk.edn");
    }

    Path queryServiceYaml() {
        return folder.resolve("query-service.yml");
    }

    Path savedQueries() {
        return folder.resolve("saved-queries");
    }

    Path savedQueriesYaml() {
        return folder.resolve("saved-queries.yml");
    }

    Path modelServiceYaml() {
        return folder.resolve("model-service.yml");
    }

    Path trainingSummary() {
        return folder.resolve("training.json");
    }

    Path backups() {
        return folder.resolve("backups");
    }

    Path ownLog() {
        return logs().resolve("query-service.log");
    }

    /**
     * Makes the folder and removes what an earlier run left of messages, models and saved queries: the world is made anew, so
     * nothing older than this run has a meaning.
     */
    void makeFresh() {
        try {
            Files.createDirectories(logs());
            for (Path old : List.of(kafka(), models(), savedQueries(), backups())) {
                delete(old);
            }
            Files.deleteIfExists(trainingSummary());
            Files.createDirectories(models());
        } catch (IOException e) {
            throw new UncheckedIOException("The demo cannot write to " + folder + ": " + e.getMessage(), e);
        }
    }

    /** Writes one of the files named here. */
    void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException("The demo cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
