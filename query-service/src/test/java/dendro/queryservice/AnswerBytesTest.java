package dendro.queryservice;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An answer may hold so many bytes and no more, in whatever format. */
class AnswerBytesTest {

    private static final int BYTES = 20 * 1024;

    private static Service service;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        service = PrivateWorld.start(folder, "limits: {answer: 20KiB}\n", 1500);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "application/edn",
                "text/csv",
                "text/csv;spreadsheet=true",
                "application/vnd.apache.arrow.stream"
            })
    void answerOfMoreBytes_isRefusedBeforeItsFirst(String format) throws Exception {
        HttpResponse<byte[]> wide = cities(format, 1500);
        HttpResponse<byte[]> narrow = cities(format, 300);

        assertThat(wide.statusCode()).isEqualTo(413);
        assertThat(new String(wide.body(), StandardCharsets.UTF_8)).contains("too-large", BYTES + " bytes");
        assertThat(narrow.statusCode()).isEqualTo(200);
        assertThat(narrow.body()).hasSizeLessThanOrEqualTo(BYTES);
    }

    private static HttpResponse<byte[]> cities(String format, int most) throws Exception {
        String query = "{\"query\": \"[:find ?c ?x :in $customers [?n ...] :where [(str \\\"City \\\" ?n) ?x]"
                + " [$customers ?c :customer/city ?x]]\", \"args\": [%s]}";
        String numbers = Service.JSON.writeValueAsString(
                java.util.stream.IntStream.range(0, most).toArray());
        return service.raw(PrivateWorld.as(PrivateWorld.post(service, "/v1/query", query.formatted(numbers)), "analyst")
                .header("Accept", format));
    }
}
