package dendro.httpserver;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.io.ByteArrayEndPoint;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.LocalConnector;
import org.eclipse.jetty.server.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SerialConnectionTest {

    private final Server server = new Server();
    private final HttpConnectionFactory factory =
            SerialConnection.factoryLike(new HttpConnectionFactory(new HttpConfiguration()));
    private final LocalConnector connector = new LocalConnector(server, factory);

    @BeforeEach
    void start() throws Exception {
        server.addConnector(connector);
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    @Test
    void bytes_areReadByOneThreadAtATime() throws Exception {
        SlowEndPoint endPoint = new SlowEndPoint();
        Connection connection = factory.newConnection(connector, endPoint);
        endPoint.setConnection(connection);

        Thread first = new Thread((Runnable) connection, "first reader");
        first.start();
        assertThat(endPoint.entered.await(20, SECONDS)).isTrue();
        Thread second = new Thread((Runnable) connection, "second reader");
        second.start();
        await().atMost(Duration.ofSeconds(20))
                .until(second::getState, state -> state == Thread.State.WAITING || state == Thread.State.TIMED_WAITING);
        endPoint.goOn.countDown();
        first.join(Duration.ofSeconds(20).toMillis());
        second.join(Duration.ofSeconds(20).toMillis());

        assertThat(first.isAlive() || second.isAlive()).isFalse();
        assertThat(endPoint.mostReaders).hasValue(1);
    }

    @Test
    void settings_areThoseOfTheOtherFactory() {
        HttpConnectionFactory other = new HttpConnectionFactory(new HttpConfiguration());
        other.setInputBufferSize(12_345);
        other.setTransferEncodingChunkMaxLength(54_321);

        HttpConnectionFactory serial = SerialConnection.factoryLike(other);

        assertThat(serial.getHttpConfiguration()).isSameAs(other.getHttpConfiguration());
        assertThat(serial.getInputBufferSize()).isEqualTo(12_345);
        assertThat(serial.getTransferEncodingChunkMaxLength()).isEqualTo(54_321);
    }

    /** Holds whoever reads until told to go on, and counts how many are held at once. */
    private static final class SlowEndPoint extends ByteArrayEndPoint {

        private final CountDownLatch entered = new CountDownLatch(1);
        private final CountDownLatch goOn = new CountDownLatch(1);
        private final AtomicInteger readers = new AtomicInteger();
        private final AtomicInteger mostReaders = new AtomicInteger();

        @Override
        public int fill(ByteBuffer buffer) throws IOException {
            mostReaders.accumulateAndGet(readers.incrementAndGet(), Math::max);
            entered.countDown();
            try {
                goOn.await(20, SECONDS);
                return super.fill(buffer);
            } catch (InterruptedException e) {
                throw new IOException(e);
            } finally {
                readers.decrementAndGet();
            }
        }
    }
}
