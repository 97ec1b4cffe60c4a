package dendro.savedqueries.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

final class AnswerRelayTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void objectIsHandedOnOpenAndKeptWhole() throws Exception {
        String object = "{\"rows\":[" + "[1],".repeat(20_000) + "[2]]}";

        byte[] kept = AnswerRelay.handOn(stream(object), out, 1 << 20).orElseThrow();

        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(object.substring(0, object.length() - 1));
        assertThat(new GZIPInputStream(new ByteArrayInputStream(kept)).readAllBytes())
                .isEqualTo(object.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void whatIsTooLargeIsHandedOnButNotKept() throws Exception {
        StringBuilder rows = new StringBuilder("{\"rows\":\"");
        new Random(7).ints(100_000, 'a', 'z').forEach(letter -> rows.append((char) letter));
        String object = rows.append("\"}").toString();

        assertThat(AnswerRelay.handOn(stream(object), out, 10_000)).isEqualTo(Optional.empty());
        assertThat(out.size()).isEqualTo(object.length() - 1);
    }

    @Test
    void objectWithoutItsEndIsBrokenOff() {
        assertThatExceptionOfType(AnswerRelay.BrokenOff.class)
                .isThrownBy(() -> AnswerRelay.handOn(stream("{\"rows\":[[1]]"), out, 100));
        assertThatExceptionOfType(AnswerRelay.BrokenOff.class)
                .isThrownBy(() -> AnswerRelay.handOn(stream(""), out, 100));
    }

    private static ByteArrayInputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
