package dendro.demo.simulator;

import dendro.demo.world.WorldDatabases;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Makes things happen in a world: a purchase each time it is asked, which is transacted before it is told of; now and then,
 * between two of them, a customer moves, gets a new limit or pays a bill. For one thread.
 */
public final class NewPurchases implements Supplier<MadePurchase> {

    private static final double OTHER_CHANGES_PER_PURCHASE = 0.25;

    private final Production production;
    private final Random random;
    private final Cast cast;
    private final Queue<String> unpaidBills;
    private int made;

    /**
     * Nothing has happened yet.
     *
     * @param databases of the world in which things shall happen
     * @param seed of what happens to whom
     */
    public NewPurchases(WorldDatabases databases, long seed) {
        this.production = new Production(databases);
        this.random = new Random(seed);
        this.cast = Cast.of(databases);
        this.unpaidBills = new ArrayDeque<>(cast.unpaidBills());
    }

    @Override
    public MadePurchase get() {
        if (made > 0 && random.nextDouble() < OTHER_CHANGES_PER_PURCHASE) {
            somethingElse();
        }
        String id = "pur-%06d".formatted(cast.purchases() + made);
        Cast.Shop shop = pick(cast.merchants());
        long cents = Math.max(100, Math.round(12_000 * StrictMath.exp(1.1 * random.nextGaussian())));
        long installments = random.nextBoolean() ? 1 : 2 + random.nextInt(11);
        Instant instant = production.buy(id, pick(cast.customers()), shop.id(), cents, installments);
        made++;
        return new MadePurchase(id, cents, shop.name(), instant);
    }

    private void somethingElse() {
        switch (random.nextInt(3)) {
            case 0 -> production.move(pick(cast.customers()), pick(cast.cities()));
            case 1 -> production.limit(pick(cast.customers()), BigDecimal.valueOf(10_000 + random.nextInt(900_000), 2));
            default -> {
                String bill = unpaidBills.poll();
                if (bill != null) {
                    production.pay(bill);
                }
            }
        }
    }

    private <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
