package dendro.savedqueries.person;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dendro.problem.Problem;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import dendro.savedqueries.problem.ProblemMapper;
import java.time.Clock;
import java.time.Duration;

/**
 * So many requests a minute of each who asks, no more at once than those of one minute: a bucket of tokens that fills steadily.
 * Safe for any number of threads.
 */
public final class RequestRates {

    private static final int MOST_REMEMBERED = 100_000;
    private static final double MINUTE_MILLIS = 60_000;

    private final int perMinute;
    private final Clock clock;
    private final Cache<String, Bucket> buckets;

    /** Rates of so many a minute. */
    public RequestRates(int perMinute, Clock clock) {
        this.perMinute = perMinute;
        this.clock = clock;
        this.buckets = Caffeine.newBuilder()
                .maximumSize(MOST_REMEMBERED)
                .expireAfterAccess(Duration.ofMinutes(2))
                .build();
    }

    /**
     * Takes one request of somebody's.
     *
     * @throws ProblemException {@code too-many-requests} with the seconds after which there is room for one
     */
    void take(String who) {
        long seconds = buckets.get(who, unseen -> new Bucket()).take();
        if (seconds > 0) {
            throw new Problem(
                            ProblemType.TOO_MANY_REQUESTS,
                            "You send more than " + perMinute + " requests a minute. Wait " + seconds + " s.")
                    .with(ProblemMapper.RETRY_AFTER, String.valueOf(seconds))
                    .exception();
        }
    }

    private final class Bucket {

        private double tokens = perMinute;
        private long filledAt = clock.millis();

        /** Zero if there was one, else after how many seconds there will be. */
        synchronized long take() {
            long now = clock.millis();
            tokens = Math.min(perMinute, tokens + Math.max(0, now - filledAt) * perMinute / MINUTE_MILLIS);
            filledAt = now;
            if (tokens < 1) {
                return (long) Math.ceil((1 - tokens) * MINUTE_MILLIS / perMinute / 1000);
            }
            tokens--;
            return 0;
        }
    }
}
