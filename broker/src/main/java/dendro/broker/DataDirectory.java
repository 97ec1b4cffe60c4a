package dendro.broker;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;

/** The folder in which a broker keeps its messages and its metadata. */
final class DataDirectory {

    private DataDirectory() {}

    /** Gives a new folder the identity of a new cluster; leaves one that has an identity as it is. */
    static void formatIfNew(Path directory) {
        if (Files.exists(directory.resolve("meta.properties"))) {
            return;
        }
        String path = directory.toAbsolutePath().toString();
        try {
            Files.createDirectories(directory);
            new Formatter()
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                    .setClusterId(Uuid.randomUuid().toString())
                    .setNodeId(KafkaProperties.NODE_ID)
                    .setControllerListenerName(KafkaProperties.CONTROLLER_LISTENER)
                    .addDirectory(path)
                    .setMetadataLogDirectory(path)
                    .run();
        } catch (Exception e) { // Formatter.run declares Exception
            throw new BrokerException("The folder " + path + " cannot hold a broker's data: " + e.getMessage(), e);
        }
    }
}
