package dendro.demo;

/** The demo cannot go on; the message says what, why and where to look. */
final class DemoFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int exitCode;

    DemoFailure(String message, int exitCode) {
        super(message);
        this.exitCode = exitCode;
    }

    /** A failure of a step. */
    static DemoFailure of(String message) {
        return new DemoFailure(message, 1);
    }

    int exitCode() {
        return exitCode;
    }
}
