package dendro.queryservice.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.dropwizard.util.DataSize;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnalysisProgramTest {

    @Test
    void command_hasTheFlagsOfThisProcessButForItsHeapAndWhatIsItsAlone() {
        List<String> command = AnalysisProgram.command(
                List.of("nice", "-n", "19"),
                List.of(
                        "-Xmx8g",
                        "-Xms8g",
                        "-XX:MaxRAMPercentage=80",
                        "--add-opens=java.base/java.nio=ALL-UNNAMED",
                        "-XX:+UseSerialGC",
                        "-Xlog:gc:file=gc.log",
                        "-agentlib:jdwp=transport=dt_socket,address=5005",
                        "-javaagent:agent.jar",
                        "-Dcom.sun.management.jmxremote.port=9000",
                        "-Duser.timezone=America/Sao_Paulo"),
                DataSize.mebibytes(1),
                Path.of("service.yml"));

        assertThat(command).startsWith("nice", "-n", "19").endsWith("analysis", "service.yml");
        assertThat(command.subList(4, command.indexOf("-cp")))
                .containsExactly(
                        "--add-opens=java.base/java.nio=ALL-UNNAMED",
                        "-XX:+UseSerialGC",
                        "-Duser.timezone=America/Sao_Paulo",
                        "-Xms1048576",
                        "-Xmx1048576");
    }
}
