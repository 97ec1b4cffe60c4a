package dendro.chaos;

import java.time.Duration;

/** What goes wrong on purpose, and is made good again. */
public enum Fault {
    /** The first model-service is killed and started again. */
    KILL("model-service killed (SIGKILL), started again"),
    /** A second model-service joins the group and leaves it again. */
    SECOND_COMES_AND_GOES("second model-service came, got partitions, left (SIGTERM)"),
    /** Likewise, but it is killed: its partitions come back only when its session is over. */
    SECOND_IS_KILLED("second model-service came, got partitions, was killed (SIGKILL)"),
    /** The query-service is gone for a while. */
    QUERY_SERVICE_AWAY("query-service stopped for a while"),
    /** The query-service runs only a part of the time. */
    QUERY_SERVICE_SLOW("query-service slowed down"),
    /** The broker is stopped and started again. */
    BROKER_RESTARTED("broker restarted");

    private static final String FIRST = "model-service-1";
    private static final String SECOND = "model-service-2";
    private static final Duration STILL = Duration.ofMillis(120);
    private static final Duration AWAKE = Duration.ofMillis(30);
    private static final int SLOW_TIMES = 10;

    private final String text;

    Fault(String text) {
        this.text = text;
    }

    /** For people. */
    public String text() {
        return text;
    }

    /** Whether messages may be committed between its begin and its end. */
    boolean letsMessagesThrough() {
        return this == SECOND_COMES_AND_GOES || this == SECOND_IS_KILLED;
    }

    /** Whether messages can be sent between its begin and its end. */
    boolean letsMessagesIn() {
        return this != BROKER_RESTARTED;
    }

    void begin(ChaosServices services, Messages messages) {
        switch (this) {
            case KILL -> services.kill(FIRST);
            case SECOND_COMES_AND_GOES, SECOND_IS_KILLED -> {
                services.start(SECOND);
                messages.awaitMembers(2);
            }
            case QUERY_SERVICE_AWAY -> services.kill(ChaosServices.QUERY_SERVICE);
            case QUERY_SERVICE_SLOW -> services.standStill(ChaosServices.QUERY_SERVICE, true);
            case BROKER_RESTARTED -> services.stop(ChaosServices.BROKER);
        }
    }

    void end(ChaosServices services) {
        switch (this) {
            case KILL -> {
                services.start(FIRST);
                services.awaitListening(FIRST);
            }
            case SECOND_COMES_AND_GOES -> services.stop(SECOND);
            case SECOND_IS_KILLED -> services.kill(SECOND);
            case QUERY_SERVICE_AWAY -> {
                services.start(ChaosServices.QUERY_SERVICE);
                services.awaitListening(ChaosServices.QUERY_SERVICE);
            }
            case QUERY_SERVICE_SLOW -> {
                for (int i = 0; i < SLOW_TIMES; i++) {
                    services.standStill(ChaosServices.QUERY_SERVICE, false);
                    Pauses.of(AWAKE);
                    services.standStill(ChaosServices.QUERY_SERVICE, true);
                    Pauses.of(STILL);
                }
                services.standStill(ChaosServices.QUERY_SERVICE, false);
            }
            case BROKER_RESTARTED -> {
                services.start(ChaosServices.BROKER);
                services.awaitListening(ChaosServices.BROKER);
            }
        }
    }
}
