package dendro.blackbox;

/** The content of a file is not a blackbox of the kind it should be; the message says why. */
final class BlackboxUnreadable extends Exception {

    private static final long serialVersionUID = 1L;

    BlackboxUnreadable(String message, Exception cause) {
        super(message, cause);
    }
}
