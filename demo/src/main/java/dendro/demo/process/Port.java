package dendro.demo.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * A port of 127.0.0.1 and who wants it.
 *
 * @param number of the port
 * @param owner what will listen there, as a person would say it
 * @param option the option that chooses another one
 */
public record Port(int number, String owner, String option) {

    private static final int CONNECT_MILLIS = 500;

    /** Whether nothing listens there now. */
    public boolean free() {
        try (ServerSocket socket = new ServerSocket(number, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether something there takes connections. */
    public boolean open() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), number), CONNECT_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
