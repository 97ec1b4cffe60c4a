package dendro.demo.world;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Random;
import java.util.function.Consumer;

/**
 * What will happen and what has happened: the calendar of a world that is being told. Appointments are
 * kept in the order of time; keeping one writes events and may make further appointments, always later
 * ones. Events are therefore in the order of time, and only as many exist as have been asked for.
 */
final class Chronicle implements Iterator<WorldEvent> {

    private record Appointment(Instant instant, long number, Consumer<Instant> what) {}

    private final Instant end;
    private final Random random;
    private final PriorityQueue<Appointment> calendar =
            new PriorityQueue<>(Comparator.comparing(Appointment::instant).thenComparingLong(Appointment::number));
    private final Queue<WorldEvent> written = new ArrayDeque<>();
    private final Map<String, Instant> lastWritten = new HashMap<>();
    private long appointments;

    Chronicle(WorldSettings settings) {
        this.end = settings.end();
        this.random = new Random(settings.seed());
    }

    /** Something that happens at a moment; what would happen at the end of the world or later does not. */
    void at(Instant instant, Consumer<Instant> what) {
        if (instant.isBefore(end)) {
            calendar.add(new Appointment(instant, appointments++, what));
        }
    }

    /** Writes one transaction, a millisecond later if the database has one of that moment already. */
    void write(String database, Instant instant, List<Object> txdata) {
        Instant last = lastWritten.getOrDefault(database, Instant.MIN);
        Instant unique = instant.isAfter(last) ? instant : last.plusMillis(1);
        lastWritten.put(database, unique);
        written.add(new WorldEvent(database, unique, txdata));
    }

    /** The one source of chance; the order of draws is part of what makes a world reproducible. */
    Random random() {
        return random;
    }

    /** Whether something of this probability happens. */
    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    /** One of several, all equally likely. */
    <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** A number between two bounds, all equally likely. */
    double between(double low, double high) {
        return low + (high - low) * random.nextDouble();
    }

    /** A span between two numbers of days, to the millisecond. */
    Duration days(double low, double high) {
        return Duration.ofMillis((long) (between(low, high) * Duration.ofDays(1).toMillis()));
    }

    /** How long until something happens that happens at random, once in so many days on average. */
    Duration untilNext(double meanDays) {
        double waiting = -StrictMath.log(1 - random.nextDouble()) * meanDays;
        return Duration.ofMillis((long) (waiting * Duration.ofDays(1).toMillis()));
    }

    @Override
    public boolean hasNext() {
        while (written.isEmpty()) {
            Appointment next = calendar.poll();
            if (next == null) {
                return false;
            }
            next.what().accept(next.instant());
        }
        return true;
    }

    @Override
    public WorldEvent next() {
        if (!hasNext()) {
            throw new NoSuchElementException("This world has been told to its end.");
        }
        return written.remove();
    }
}
