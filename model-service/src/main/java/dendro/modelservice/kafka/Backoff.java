package dendro.modelservice.kafka;

import java.time.Duration;

/**
 * How long to wait before the next attempt: twice as long each time, up to a limit.
 *
 * @param next wait
 * @param longest wait
 */
record Backoff(Duration next, Duration longest) {

    static Backoff between(Duration shortest, Duration longest) {
        return new Backoff(shortest, longest);
    }

    Backoff doubled() {
        Duration doubled = next.multipliedBy(2);
        return new Backoff(doubled.compareTo(longest) < 0 ? doubled : longest, longest);
    }
}
