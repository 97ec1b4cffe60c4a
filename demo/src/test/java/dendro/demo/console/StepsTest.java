package dendro.demo.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class StepsTest {

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    @Test
    void finishedStep_isOnePlainLineWithNumberAndSeconds() {
        try (Steps steps = new Steps(screen(Screen.Kind.PLAIN), 7)) {
            String result =
                    steps.run("world", "A demo world", progress -> new Steps.Done<>("the world", "12 customers"));

            assertThat(result).isEqualTo("the world");
            assertThat(steps.seconds()).containsOnlyKeys("world");
        }
        assertThat(text()).matches("1/7 A demo world: 12 customers  \\(\\d+\\.\\d s\\)\\R");
    }

    @Test
    void longStepOnATerminal_redrawsOneLineWithABar() {
        try (Steps steps = new Steps(screen(Screen.Kind.TERMINAL), 7)) {
            steps.run("world", "A demo world", progress -> {
                progress.reached(0.5, "12 of 24 months");
                Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> text().contains("12 of 24 months"));
                return new Steps.Done<>(true, "done");
            });
        }
        assertThat(text()).contains("\r\u001b[2K").contains("[============>           ]  50 %");
    }

    @Test
    void failingStep_passesItsExceptionOn() {
        try (Steps steps = new Steps(screen(Screen.Kind.PLAIN), 7)) {
            assertThatThrownBy(() -> steps.run("world", "A demo world", progress -> {
                        throw new IllegalStateException("no world");
                    }))
                    .hasMessage("no world");
            assertThat(steps.seconds()).isEmpty();
        }
    }

    private Screen screen(Screen.Kind kind) {
        return new Screen(new PrintStream(written, true, StandardCharsets.UTF_8), kind);
    }

    private String text() {
        return written.toString(StandardCharsets.UTF_8);
    }
}
