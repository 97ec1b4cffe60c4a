package dendro.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.launcher.JavaModuleOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SparkStartTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "local|local[1,3]",
                "local[*]|local[*,3]",
                "local[2]|local[2,3]",
                "local[2,5]|local[2,5]",
                "spark://127.0.0.1:7077|spark://127.0.0.1:7077"
            })
    void localMaster_isToldToTryAFailedShardAgain(String master, String patient) {
        assertThat(SparkStart.patient(master)).isEqualTo(patient);
    }

    @Test
    void jvmFlags_areThoseThatSparkAsksFor() throws IOException {
        List<String> asked = Stream.of(JavaModuleOptions.defaultModuleOptionArray())
                .filter(flag -> !flag.contains("incubator"))
                .toList();

        List<String> given = Files.readAllLines(Path.of("jvm.flags")).stream()
                .filter(line -> !line.startsWith("#"))
                .toList();

        assertThat(given).isEqualTo(asked);
    }
}
