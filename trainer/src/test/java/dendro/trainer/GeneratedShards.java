package dendro.trainer;

import dendro.cursor.ResolvedCursor;
import dendro.features.Column;
import dendro.features.ColumnType;
import dendro.features.EntityAt;
import dendro.features.FeatureValues;
import dendro.features.Shard;
import dendro.trainer.source.Shards;
import dendro.training.TrainingOutcome;
import dendro.training.TrainingRow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Rows over 400 days with a known signal: the label follows a hidden risk that amount, rate and city show. Zeros
 * and missing values are frequent, and being missing means something. The last 30 days have no label yet.
 */
final class GeneratedShards implements Shards {

    private static final long serialVersionUID = 1L;

    static final Instant START = Instant.parse("2013-01-01T00:00:00Z");
    static final Duration RANGE = Duration.ofDays(400);
    static final Duration HORIZON = Duration.ofDays(30);

    static final List<Column> COLUMNS = List.of(
            new Column("amount", ColumnType.LONG),
            new Column("rate", ColumnType.DOUBLE),
            new Column("city", ColumnType.TEXT),
            new Column("late-bills", ColumnType.LONG));

    private static final List<String> CITIES = List.of("Richmond", "São Paulo", "Oxford", "Lisbon");

    /** What the rows tell of the label. */
    enum Signal {
        /** The features of the row's own moment. */
        TRUE_PAST,
        /** Nothing: labels come by chance. */
        NONE,
        /** One column also shows what happened afterwards, as values read today do. */
        LEAKING
    }

    private final int rows;
    private final Signal signal;

    GeneratedShards(int rows, Signal signal) {
        this.rows = rows;
        this.signal = signal;
    }

    @Override
    public Stream open(Shard shard) {
        Iterator<TrainingOutcome> outcomes = IntStream.range(0, rows)
                .filter(shard::holds)
                .mapToObj(this::outcome)
                .iterator();
        return new Generated(outcomes);
    }

    private TrainingOutcome outcome(int number) {
        return new TrainingOutcome.Row(row(number));
    }

    /** Every row has its own randomness, so shards can be cut in any way. */
    TrainingRow row(int number) {
        SplittableRandom random = new SplittableRandom(number * 31L + 7);
        Instant timestamp = START.plusMillis((long) (random.nextDouble() * RANGE.toMillis()));
        long amount = random.nextInt(4) == 0 ? 0 : random.nextLong(100_000);
        double rate = random.nextDouble();
        String city = CITIES.get(random.nextInt(CITIES.size()));
        boolean rateMissing = random.nextInt(5) == 0;
        double risk =
                -4 + (amount > 60_000 ? 1.5 : 0) + (rateMissing ? 1.0 : 2 * rate) + (city.equals("Oxford") ? 1.5 : 0);
        boolean label = random.nextDouble() < 1 / (1 + Math.exp(-risk));
        boolean shown = signal == Signal.NONE ? random.nextInt(6) == 0 : label;
        long lateBills = random.nextLong(5) + (signal == Signal.LEAKING && label ? 2 : 0);
        List<@Nullable Object> values = new ArrayList<>();
        values.add(amount);
        values.add(rateMissing ? null : rate);
        values.add(city);
        values.add(lateBills);
        boolean known = timestamp.isBefore(START.plus(RANGE).minus(HORIZON));
        return new TrainingRow(
                new EntityAt("pur-" + number, timestamp),
                FeatureValues.of(values),
                known ? OptionalDouble.of(shown ? 1 : 0) : OptionalDouble.empty(),
                ResolvedCursor.of(Map.of("purchases", 1000L + number)));
    }

    /** A stream of given outcomes. */
    record Generated(Iterator<TrainingOutcome> outcomes) implements Stream {

        @Override
        public List<Column> columns() {
            return COLUMNS;
        }

        @Override
        public boolean hasNext() {
            return outcomes.hasNext();
        }

        @Override
        public TrainingOutcome next() {
            return outcomes.next();
        }

        @Override
        public void close() {}
    }
}
