package dendro.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dendro.demo.console.Screen;
import dendro.demo.process.Port;
import dendro.demo.world.WorldDatabases;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoRunTest {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void takenPort_isNamedWithWhoWantsItBeforeAnythingStarts() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                DemoRun run = new DemoRun(settings(taken.getLocalPort()), screen())) {
            assertThatThrownBy(run::run)
                    .isInstanceOfSatisfying(DemoFailure.class, failure -> assertThat(failure.exitCode())
                            .isEqualTo(2))
                    .hasMessage("Port %d of 127.0.0.1 is taken by another process; the model-service wants it. "
                                    .formatted(taken.getLocalPort())
                            + "Stop that process, or choose another port with --m.");
            assertThat(folder.resolve("home")).doesNotExist();
        }
    }

    @Test
    void messagesAndModelsOfAnEarlierRun_areRemovedAndNothingElse() throws IOException {
        // Given
        DemoHome home = new DemoHome(folder);
        Files.createDirectories(home.kafka().resolve("purchases-0"));
        Files.createDirectories(home.models().resolve("purchase-risk/1"));
        Path others = Files.writeString(folder.resolve("notes.txt"), "mine");

        // When
        home.makeFresh();

        // Then
        assertThat(home.kafka()).doesNotExist();
        assertThat(home.models()).isEmptyDirectory();
        assertThat(others).hasContent("mine");
    }

    @Test
    void databases_areNamedInTheQueryServicesYaml() {
        try (WorldDatabases databases = WorldDatabases.create("yaml-test-")) {
            String yaml = Configurations.queryService(databases, settings(1).ports(), Path.of("/x/query-service.log"));

            assertThat(yaml)
                    .contains("  customers: {uri: \"datomic:mem://yaml-test-customers\", private: {")
                    .contains("  bills: {uri: \"datomic:mem://yaml-test-bills\"}\nreferences:")
                    .contains("bindHost: 127.0.0.1");
        }
    }

    private DemoSettings settings(int taken) {
        DemoSettings.Ports ports = new DemoSettings.Ports(
                free("q"),
                free("qa"),
                free("s"),
                free("sa"),
                free("k"),
                new Port(taken, "the model-service", "--m"),
                free("ma"));
        return new DemoSettings(
                folder,
                new DemoHome(folder.resolve("home")),
                0.01,
                DemoSettings.Place.MEMORY,
                10,
                Optional.empty(),
                ports);
    }

    /** Port 0 is always free: the operating system chooses. */
    private static Port free(String name) {
        return new Port(0, name, "--" + name);
    }

    private static Screen screen() {
        return new Screen(
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8), Screen.Kind.PLAIN);
    }
}
