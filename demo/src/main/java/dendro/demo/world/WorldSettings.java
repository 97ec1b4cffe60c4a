package dendro.demo.world;

import java.time.Duration;
import java.time.Instant;

/**
 * Everything the demo world follows from: the same settings give the same world.
 *
 * @param seed of its randomness
 * @param scale of its size: 1 is 2,000 customers, 200 merchants and 20,000 purchases
 * @param end of its history, exclusive, in milliseconds
 */
public record WorldSettings(long seed, double scale, Instant end) {

    private static final Duration HISTORY = Duration.ofDays(730);

    /** How long after {@link #start} the first purchase is made: customers and merchants come first. */
    private static final Duration BEFORE_PURCHASES = Duration.ofDays(60);

    public WorldSettings {
        if (!(scale > 0)) {
            throw new IllegalArgumentException("The scale of a world is above 0, not " + scale + ".");
        }
    }

    /** When its history begins: two years before its end. */
    public Instant start() {
        return end.minus(HISTORY);
    }

    /** Before this moment nothing is bought. */
    public Instant firstPurchase() {
        return start().plus(BEFORE_PURCHASES);
    }

    /** How many customers there are besides Quercus. */
    public int customers() {
        return scaled(2_000);
    }

    /** How many merchants there are besides Quercus Bookshop; never so few that all are alike. */
    public int merchants() {
        return Math.max(80, scaled(200));
    }

    /** How many purchases are made, {@code pur-108} not counted. */
    public int purchases() {
        return scaled(20_000);
    }

    private int scaled(int count) {
        return (int) Math.max(1, Math.round(count * scale));
    }
}
