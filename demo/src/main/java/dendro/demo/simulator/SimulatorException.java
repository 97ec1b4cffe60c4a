package dendro.demo.simulator;

/** A database or Kafka did not take what the simulator gave it; the message says which and why. */
public final class SimulatorException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SimulatorException(String message, Throwable cause) {
        super(message, cause);
    }
}
