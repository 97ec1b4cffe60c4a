package dendro.savedqueries.queryservice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A client before servers that do not do as they should. */
@Timeout(30)
class QueryServiceClientTest {

    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofSeconds(60);

    private final ServerSocket server;
    private final URI uri;

    QueryServiceClientTest() throws IOException {
        server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        uri = URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    @Test
    void answerThatDoesNotBegin_isGivenUp() {
        try (QueryServiceClient client = new QueryServiceClient(uri, LONG)) {
            assertThatExceptionOfType(ProblemException.class)
                    .isThrownBy(() -> client.send(get(SHORT)).answer(Asker.PATIENT))
                    .satisfies(
                            refused -> assertThat(refused.problem().type()).isEqualTo(ProblemType.SERVICE_UNAVAILABLE))
                    .withMessageContaining("has not for 300 ms");
        }
    }

    @Test
    void answerThatDoesNotEnd_isBrokenOff() throws Exception {
        try (QueryServiceClient client = new QueryServiceClient(uri, SHORT)) {
            Exchange exchange = client.send(get(LONG));
            try (Socket socket = server.accept()) {
                begin(socket);
                try (ServiceAnswer answer = exchange.answer(Asker.PATIENT)) {
                    assertThat(answer.body().read()).isEqualTo('{');
                    assertThatExceptionOfType(IOException.class)
                            .isThrownBy(() -> answer.body().read());
                }
            }
        }
    }

    @Test
    void askerWhoHasGone_closesTheConnection() throws Exception {
        try (QueryServiceClient client = new QueryServiceClient(uri, LONG)) {
            Exchange exchange = client.send(get(LONG));
            try (Socket socket = server.accept()) {
                CompletableFuture<Integer> end = CompletableFuture.supplyAsync(() -> rest(socket));

                assertThatExceptionOfType(ProblemException.class)
                        .isThrownBy(() -> exchange.answer(() -> true))
                        .satisfies(
                                refused -> assertThat(refused.problem().type()).isEqualTo(ProblemType.QUERY_CANCELLED));
                assertThat(end.get()).isEqualTo(-1);
            }
        }
    }

    @Test
    void answerThatIsNoneOfTheQueryService_isUnavailability() throws Exception {
        try (QueryServiceClient client = new QueryServiceClient(uri, LONG)) {
            Exchange exchange = client.send(get(LONG));
            try (Socket socket = server.accept()) {
                socket.getOutputStream()
                        .write("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 5\r\n\r\nproxy"
                                .getBytes(StandardCharsets.UTF_8));
                assertThatExceptionOfType(ProblemException.class)
                        .isThrownBy(() -> exchange.answer(Asker.PATIENT))
                        .withMessageContaining("status 502");
            }
        }
    }

    @Test
    void nobodyThere_isUnavailability() throws Exception {
        server.close();
        try (QueryServiceClient client = new QueryServiceClient(uri, LONG)) {
            assertThatExceptionOfType(ProblemException.class)
                    .isThrownBy(() -> client.send(get(LONG)).answer(Asker.PATIENT))
                    .withMessageContaining("does not answer");
        }
    }

    private static Call get(Duration patience) {
        return Call.get("/v1/schema", "application/json", Optional.empty(), patience);
    }

    private static void begin(Socket socket) throws IOException {
        socket.getOutputStream()
                .write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"
                        .getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }

    /** Reads until there is nothing more. */
    private static int rest(Socket socket) {
        try {
            int read = socket.getInputStream().read();
            while (read >= 0) {
                read = socket.getInputStream().read();
            }
            return read;
        } catch (IOException e) {
            return -1;
        }
    }
}
