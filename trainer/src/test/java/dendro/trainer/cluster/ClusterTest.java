package dendro.trainer.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dendro.trainer.PurchaseBackups;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The assembly, submitted to a real cluster. */
final class ClusterTest {

    @Test
    void workerThatDiesInTheMiddleOfARun_losesNothing(@TempDir Path folder) throws Exception {
        Path databases = Files.writeString(folder.resolve("databases.yml"), PurchaseBackups.yaml());
        Path features = Files.writeString(folder.resolve("purchase-risk.edn"), PurchaseBackups.FEATURES);
        Path out = folder.resolve("set");
        try (SparkCluster cluster = SparkCluster.start(folder)) {
            SparkCluster.Submitted application = cluster.submit(
                    "dendro.trainer.product.TrainingSetCommand",
                    List.of(
                            "--source=peers",
                            "--databases=" + databases,
                            "--features=" + features,
                            "--from=" + PurchaseBackups.START,
                            "--to=" + PurchaseBackups.END,
                            "--cursor=" + PurchaseBackups.CURSOR,
                            "--shards=20",
                            "--out=" + out));

            cluster.awaitAtWork(application).get(0).kill();

            int exitCode = application.awaitEnd(Duration.ofMinutes(2));
            String log = SparkCluster.read(application.log());
            assertThat(exitCode).as(log).isZero();
            assertThat(log).contains("Lost executor");
            JsonNode manifest = new ObjectMapper().readTree(Files.readString(out.resolve("manifest.json")));
            assertThat(manifest.path("shards").asInt()).isEqualTo(20);
            assertThat(manifest.path("digest").asText()).isEqualTo(PurchaseBackups.DIGEST);
        }
    }
}
