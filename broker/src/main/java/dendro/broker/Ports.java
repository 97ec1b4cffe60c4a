package dendro.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Ports of the loopback interface. */
final class Ports {

    private static final int ANY = 0;
    private static final int BACKLOG = 1;

    private Ports() {}

    /** A port on which nothing listens now, chosen by the operating system. */
    static int free() {
        try (ServerSocket socket = listen(ANY)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Makes sure that a port is free. Kafka itself would notice only halfway through its start.
     *
     * @throws PortTakenException if something listens on it
     */
    static void requireFree(int port) {
        try (ServerSocket socket = listen(port)) {
            socket.getLocalPort();
        } catch (IOException e) {
            throw new PortTakenException(port, e);
        }
    }

    private static ServerSocket listen(int port) throws IOException {
        return new ServerSocket(port, BACKLOG, InetAddress.getLoopbackAddress());
    }
}
