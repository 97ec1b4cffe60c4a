package dendro.httpserver;

import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.MetricRegistry;
import io.dropwizard.jetty.HttpConnectorFactory;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.io.ByteArrayEndPoint;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SerialConnectionsTest {

    private final Server server = new Server();
    private final MetricRegistry metrics = new MetricRegistry();
    private ServerConnector dropwizards;
    private ServerConnector jettys;

    @BeforeEach
    void start() throws Exception {
        HttpConnectorFactory factory = new HttpConnectorFactory();
        factory.setPort(0);
        factory.setBindHost("127.0.0.1");
        dropwizards = (ServerConnector) factory.build(server, metrics, "application", null);
        jettys = new ServerConnector(server, new HttpConnectionFactory());
        jettys.setHost("127.0.0.1");
        server.addConnector(dropwizards);
        server.addConnector(jettys);
        server.addEventListener(new SerialConnections(metrics));
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    @Test
    void everyConnector_acceptsSerialConnections() {
        for (ServerConnector connector : new ServerConnector[] {dropwizards, jettys}) {
            assertThat(connector.getDefaultConnectionFactory().newConnection(connector, new ByteArrayEndPoint()))
                    .isInstanceOf(SerialConnection.class);
        }
    }

    @Test
    void everyConnector_stillAnswers() throws Exception {
        assertThat(answer(dropwizards)).startsWith("HTTP/1.1 404 ");
        assertThat(answer(jettys)).startsWith("HTTP/1.1 404 ");
    }

    @Test
    void timerOfConnections_staysTheOneOfDropwizard() throws Exception {
        answer(dropwizards);
        server.stop();

        assertThat(metrics.getTimers()).hasSize(1);
        assertThat(metrics.getTimers().values())
                .allSatisfy(timer -> assertThat(timer.getCount()).isEqualTo(1));
    }

    private static String answer(ServerConnector connector) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), connector.getLocalPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
