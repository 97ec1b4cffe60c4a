package dendro.queryservice;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What never comes to an endpoint is refused in the same form as what does. */
class ServerRefusalsTest {

    private static Service service;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        service = Service.start(folder, "  bills: {uri: \"datomic:backup:file:%s/bills\"}".formatted(Service.BACKUPS));
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GET /v1/databases/a%2Fb HTTP/1.1    | Host: localhost | 400
            GET /v1/databases/a%5Cb HTTP/1.1    | Host: localhost | 400
            GET /v1/databases/%2e%2e HTTP/1.1   | Host: localhost | 400
            GET /v1/databases/a;x=%2F HTTP/1.1  | Host: localhost | 400
            GET /v1/databases/%zz HTTP/1.1      | Host: localhost | 400
            GET /v1/databases HTTP/1.1          | Host: localhost & X: LONG | 431
            GET /v1/databases HTTP/1.1          | X: y            | 400
            GET /v1/databases HTTP/9.9          | Host: localhost | 505
            GARBAGE                             | Host: localhost | 400
            FELL /v1/databases HTTP/1.1         | Host: localhost | 405
            TRACE /v1/databases HTTP/1.1        | Host: localhost | 405
            DELETE /v1/query HTTP/1.1           | Host: localhost | 405
            GET /elsewhere HTTP/1.1             | Host: localhost | 404
            """)
    void requestThatNothingServes_isRefusedAsProblemJson(String line, String headers, int status) throws Exception {
        String answer = answer(
                service.uri(),
                line + "\r\n" + headers.replace(" & ", "\r\n").replace("LONG", "x".repeat(20_000))
                        + "\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 " + status + " ").contains("Content-Type: application/problem+json");
        JsonNode problem = Service.JSON.readTree(answer.substring(answer.indexOf("\r\n\r\n")));
        assertThat(problem.path("type").asText()).startsWith("urn:dendro:problem:");
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("detail").asText()).endsWith(".").doesNotContain("Exception", "org.eclipse");
    }

    private static String answer(URI to, String request) throws Exception {
        try (Socket socket = new Socket(to.getHost(), to.getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
