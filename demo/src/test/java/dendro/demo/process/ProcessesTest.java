package dendro.demo.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(90)
class ProcessesTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    private Path folder = Path.of("");

    private Processes processes = new Processes(folder);

    @BeforeEach
    void own() {
        processes = new Processes(folder.resolve("logs"));
    }

    @AfterEach
    void endAll() {
        processes.close();
    }

    @Test
    void childThatDies_isNamedWithItsReasonAndItsLog() {
        // Given
        ChildProcess child = processes.start(SampleChild.program("dreamer", "fail"));

        // When, Then
        assertThatThrownBy(() -> processes.awaitReady(child, () -> false, SOON))
                .isInstanceOf(ProcessException.class)
                .hasMessageContaining(
                        "The dreamer ended with exit code 3: java.lang.IllegalStateException: the moon is full")
                .hasMessageContaining("dreamer.log");
        assertThatThrownBy(processes::requireAllAlive).isInstanceOf(ProcessException.class);
    }

    @Test
    void childThatIsNeverReady_isReportedAfterTheDeadline() {
        ChildProcess child = processes.start(
                SampleChild.program("idler", "serve", folder.resolve("idler").toString()));

        assertThatThrownBy(() -> processes.awaitReady(child, () -> false, Duration.ofMillis(300)))
                .hasMessageContaining("The idler was not ready");
    }

    @Test
    void close_letsEachChildEndInOrder() {
        // Given
        Path older = folder.resolve("older");
        Path younger = folder.resolve("younger");
        ChildProcess first = serving("first", older);
        ChildProcess second = serving("second", younger);

        // When
        processes.close();

        // Then their shutdown hooks have run
        assertThat(older).doesNotExist();
        assertThat(younger).doesNotExist();
        assertThat(first.alive()).isFalse();
        assertThat(second.alive()).isFalse();
        assertThatThrownBy(() -> processes.start(SampleChild.program("late", "fail")))
                .hasMessageContaining("everything is being ended");
    }

    @Test
    void childDoesNotHearCtrlC() throws Exception {
        // Given
        ChildProcess child = serving("deaf", folder.resolve("deaf"));

        // When
        new ProcessBuilder("kill", "-INT", Long.toString(child.pid())).start().waitFor();

        // Then
        Awaitility.await().during(Duration.ofMillis(500)).atMost(SOON).until(child::alive);
    }

    @Test
    void childOfAKilledParent_ends() throws Exception {
        // Given
        Path parentReady = folder.resolve("parent-ready");
        ChildProcess parent = processes.start(SampleChild.program("parent", "parent", parentReady.toString()));
        processes.awaitReady(parent, () -> Files.exists(parentReady), SOON);
        Path childs = folder.resolve("childs");
        ProcessHandle grandchild = Awaitility.await()
                .atMost(SOON)
                .until(
                        () -> ProcessHandle.of(
                                Long.parseLong(Files.readString(parentReady).strip())),
                        handle -> handle.isPresent())
                .orElseThrow();

        // When
        new ProcessBuilder("kill", "-KILL", Long.toString(parent.pid())).start().waitFor();

        // Then
        Awaitility.await().atMost(SOON).until(() -> !grandchild.isAlive());
        assertThat(childs).doesNotExist();
    }

    @Test
    void takenPort_isNotFree() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Port port = new Port(taken.getLocalPort(), "query-service", "--query-service-port");

            assertThat(port.free()).isFalse();
            assertThat(port.open()).isTrue();
        }
    }

    private ChildProcess serving(String name, Path file) {
        ChildProcess child = processes.start(SampleChild.program(name, "serve", file.toString()));
        processes.awaitReady(child, () -> Files.exists(file), SOON);
        return child;
    }
}
