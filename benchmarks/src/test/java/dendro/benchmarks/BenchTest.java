package dendro.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class BenchTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream progress = new ByteArrayOutputStream();

    @Test
    void baseline_printsItsFiguresOneObjectALine() throws IOException {
        int status = bench("baseline", "--purchases", "300", "--sample", "20");

        assertThat(status).isZero();
        List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(lines).hasSize(3);
        for (String line : lines) {
            JsonNode figure = new ObjectMapper().readTree(line);
            assertThat(figure.fieldNames())
                    .toIterable()
                    .containsExactly("bench", "figure", "value", "unit", "must", "holds");
            assertThat(figure.get("value").asDouble()).isPositive();
        }
        assertThat(progress.toString(StandardCharsets.UTF_8)).contains("baseline:");
    }

    @Test
    void withoutName_listsTheBenchmarks() {
        assertThat(bench()).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("baseline");
    }

    @Test
    void unknownName_isRefused() {
        assertThat(bench("nothing")).isEqualTo(2);
        assertThat(progress.toString(StandardCharsets.UTF_8)).contains("nothing");
    }

    @Test
    void bound_tellsWhetherItHolds() {
        Figure fast = new Figure("speed", 10, "x", Optional.of(new Figure.Bound.AtLeast(8)));
        Figure slow = new Figure("speed", 10, "x", Optional.of(new Figure.Bound.AtMost(8)));

        assertThat(fast.line("asof")).contains("\"must\":\">= 8.0\"").contains("\"holds\":true");
        assertThat(slow.line("asof")).contains("\"holds\":false");
    }

    private int bench(String... arguments) {
        Bench bench = new Bench(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(progress, true, StandardCharsets.UTF_8));
        return new CommandLine(bench).execute(arguments);
    }
}
