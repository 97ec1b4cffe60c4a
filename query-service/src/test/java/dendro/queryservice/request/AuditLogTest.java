package dendro.queryservice.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditLogTest {

    private static final int WRITERS = 4;
    private static final int LINES = 5_000;

    /** Far more than its queue holds, faster than it writes. */
    @Test
    void burst_isWrittenToTheLastLine(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("audit.log");
        AuditSettings settings = new ObjectMapper().readValue("{\"file\": \"" + file + "\"}", AuditSettings.class);
        ExecutorService writers = Executors.newFixedThreadPool(WRITERS);

        try (AuditLog audit = new AuditLog(Optional.of(settings))) {
            for (int writer = 0; writer < WRITERS; writer++) {
                int first = writer * LINES;
                writers.execute(() -> IntStream.range(first, first + LINES)
                        .forEach(number -> audit.write(
                                JsonNodeFactory.instance.objectNode().put("number", number))));
            }
            writers.shutdown();
            assertThat(writers.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            writers.shutdownNow();
        }

        List<String> expected = IntStream.range(0, WRITERS * LINES)
                .mapToObj(number -> "{\"number\":" + number + "}")
                .toList();
        assertThat(Files.readAllLines(file)).containsExactlyInAnyOrderElementsOf(expected);
    }
}
