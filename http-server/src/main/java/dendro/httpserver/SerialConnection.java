package dendro.httpserver;

import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.internal.HttpConnection;

/**
 * An HTTP/1.1 connection whose bytes are read by one thread at a time.
 *
 * <p>Jetty means the same, but when it refuses a request that it cannot parse it answers in a second thread, and that thread
 * goes on to read the connection while the first is still at it. Both use one buffer. The first gives it back to the pool, the
 * second reads into it, and whoever gets it next sends those bytes in front of their answer: what one client sent goes to
 * another. (Jetty 12.1.9 and 12.1.13: {@code HttpConnection.onFillable}, {@code RequestHandler.badMessage} and
 * {@code HttpStreamOverHTTP1.resume}.)
 *
 * <p>Both come through {@link #onFillable()}. A body is read past it, by the thread of its handler; Jetty starts no second
 * reader while a handler runs, so nothing waits here for a handler.
 */
final class SerialConnection extends HttpConnection {

    private final ReentrantLock reading = new ReentrantLock();

    private SerialConnection(HttpConfiguration configuration, Connector connector, EndPoint endPoint) {
        super(configuration, connector, endPoint);
    }

    @Override
    public void onFillable() {
        reading.lock();
        try {
            super.onFillable();
        } finally {
            reading.unlock();
        }
    }

    /** A factory of such connections, configured as another. */
    static HttpConnectionFactory factoryLike(HttpConnectionFactory other) {
        HttpConnectionFactory factory = new HttpConnectionFactory(other.getHttpConfiguration()) {
            @Override
            public Connection newConnection(Connector connector, EndPoint endPoint) {
                SerialConnection connection = new SerialConnection(getHttpConfiguration(), connector, endPoint);
                connection.setTransferEncodingChunkMaxLength(getTransferEncodingChunkMaxLength());
                return configure(connection, connector, endPoint);
            }
        };
        factory.setInputBufferSize(other.getInputBufferSize());
        factory.setTransferEncodingChunkMaxLength(other.getTransferEncodingChunkMaxLength());
        return factory;
    }
}
