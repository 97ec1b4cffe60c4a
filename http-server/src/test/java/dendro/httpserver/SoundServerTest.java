package dendro.httpserver;

import static org.assertj.core.api.Assertions.assertThat;

import io.dropwizard.core.Application;
import io.dropwizard.core.Configuration;
import io.dropwizard.core.setup.Environment;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.io.ByteArrayEndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service as Dropwizard starts it, with a servlet that refuses what it gets without a look at it. */
class SoundServerTest {

    private static final CompletableFuture<Server> SERVER = new CompletableFuture<>();

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        Path yaml = Files.writeString(folder.resolve("service.yaml"), """
                server:
                  applicationConnectors: [{type: http, bindHost: 127.0.0.1, port: 0}]
                  adminConnectors: [{type: http, bindHost: 127.0.0.1, port: 0}]
                """);
        new Refusing().run("server", yaml.toString());
    }

    @AfterAll
    static void stop() throws Exception {
        SERVER.join().stop();
    }

    @Test
    void everyConnector_acceptsSerialConnections() {
        assertThat(SERVER.join().getConnectors()).hasSize(2).allSatisfy(connector -> assertThat(
                        connector.getDefaultConnectionFactory().newConnection(connector, new ByteArrayEndPoint()))
                .isInstanceOf(SerialConnection.class));
    }

    @Test
    void refusedBody_maySendItsEndBeforeItsAnswerIsRead() throws Exception {
        byte[] body = new byte[20_000_000];
        Connector application = SERVER.join().getConnectors()[0];
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), ((ServerConnector) application).getLocalPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write(("POST /refused HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: "
                                    + body.length + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(body);

            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 413 ");
        }
    }

    private static final class Refusing extends Application<Configuration> {

        @Override
        public void run(Configuration configuration, Environment environment) {
            SoundServer.of(environment);
            environment.servlets().addServlet("refusing", new Refusal()).addMapping("/refused");
            environment.lifecycle().addServerLifecycleListener(SERVER::complete);
        }
    }

    private static final class Refusal extends HttpServlet {

        private static final long serialVersionUID = 1L;

        @Override
        protected void doPost(HttpServletRequest request, HttpServletResponse response) {
            response.setStatus(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
        }
    }
}
