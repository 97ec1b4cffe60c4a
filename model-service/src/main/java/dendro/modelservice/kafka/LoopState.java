package dendro.modelservice.kafka;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** How the loop is doing, told by its thread and read by others. */
final class LoopState {

    private static final Duration MEMORY = Duration.ofMinutes(1);

    private record Trouble(String sentence, Instant at) {}

    private final InstantSource clock;
    private volatile Instant lastSign;
    private volatile Optional<Trouble> trouble = Optional.empty();

    LoopState(InstantSource clock) {
        this.clock = clock;
        this.lastSign = clock.instant();
    }

    /** There was nothing to do. */
    void idle() {
        lastSign = clock.instant();
    }

    /** Messages were scored. */
    void scored() {
        lastSign = clock.instant();
        trouble = Optional.empty();
    }

    /** An attempt failed; another will be made. */
    void troubled(String sentence) {
        lastSign = clock.instant();
        trouble = Optional.of(new Trouble(sentence, lastSign));
    }

    /** What the last attempt failed on; forgotten after a while, for the message may now be another service's. */
    Optional<String> trouble() {
        return trouble.filter(it -> it.at().plus(MEMORY).isAfter(clock.instant()))
                .map(Trouble::sentence);
    }

    /** How long ago the last attempt ended. */
    Duration sinceLastSign() {
        return Duration.between(lastSign, clock.instant());
    }
}
