package dendro.asof;

/**
 * Says that one row met something whose outcome only the peer can tell: a function that throws, values of different
 * classes compared, a second row. The engine then has that row answered by {@code Peer.query}, errors and all. Thrown
 * in inner loops, hence without a stack trace.
 */
final class LeftToPeer extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LeftToPeer() {
        super("This row is left to the peer.", null, false, false);
    }
}
