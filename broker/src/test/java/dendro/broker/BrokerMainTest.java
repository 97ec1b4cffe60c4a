package dendro.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerMainTest {

    private static final Duration START_DEADLINE = Duration.ofSeconds(60);
    private static final int ENDED_BY_SIGTERM = 143;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void endProcesses() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void sigterm_stopsInOrder(@TempDir Path folder) throws Exception {
        // Given
        int port = Ports.free();
        Path output = folder.resolve("broker.log");
        Process broker = start(
                output,
                "--port",
                "" + port,
                "--data-dir",
                folder.resolve("kafka").toString(),
                "--topic",
                "scores:2");
        Awaitility.await().atMost(START_DEADLINE).until(() -> Files.readString(output)
                .contains("Broker ready at 127.0.0.1:" + port));

        // When
        broker.destroy();

        // Then
        assertThat(broker.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(broker.exitValue()).isEqualTo(ENDED_BY_SIGTERM);
        assertThat(folder.resolve("kafka/.kafka_cleanshutdown")).exists();
    }

    @Test
    void takenPort_isSaidInOneSentence(@TempDir Path folder) throws Exception {
        // Given
        Path output = folder.resolve("broker.log");
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {

            // When
            Process broker = start(
                    output,
                    "--port",
                    "" + other.getLocalPort(),
                    "--data-dir",
                    folder.resolve("kafka").toString());

            // Then
            assertThat(broker.waitFor(START_DEADLINE.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
            assertThat(broker.exitValue()).isEqualTo(1);
            assertThat(output)
                    .content()
                    .isEqualToIgnoringNewLines(
                            "broker: Port " + other.getLocalPort() + " of 127.0.0.1 is taken by another process.");
        }
    }

    private Process start(Path output, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                BrokerMain.class.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        started.add(process);
        return process;
    }
}
