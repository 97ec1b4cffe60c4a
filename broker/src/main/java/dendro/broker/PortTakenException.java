package dendro.broker;

/** Another process listens on a port that the broker was told to use. */
public final class PortTakenException extends BrokerException {

    private static final long serialVersionUID = 1L;

    private final int port;

    PortTakenException(int port, Throwable cause) {
        super("Port " + port + " of 127.0.0.1 is taken by another process.", cause);
        this.port = port;
    }

    /** The port in question. */
    public int port() {
        return port;
    }
}
