package dendro.trainer.product;

import dendro.features.Column;
import dendro.features.EntityAt;
import dendro.problem.ProblemType;
import dendro.trainer.source.ShardSizes;
import dendro.training.TrainingDigest;
import dendro.training.TrainingOutcome;
import dendro.training.TrainingRow;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What was counted while rows were read, of one shard or of several together. For one thread. */
final class ShardTally implements SetItem {

    private static final long serialVersionUID = 1L;
    private static final int FAILURES_KEPT = 3;

    /** An entity that gave no row, and why. */
    record Failure(EntityAt at, ProblemType type, String detail) implements java.io.Serializable {

        String sentence() {
            return at.id() + " as of " + at.timestamp() + " (" + type.slug() + "): " + detail;
        }
    }

    private final List<Column> columns;
    private final long[] missing;
    private final DecimalRange[] decimals;
    private final TrainingDigest digest = new TrainingDigest();
    private final SortedMap<String, Long> basis = new TreeMap<>();
    private final SortedSet<String> warnings = new TreeSet<>();
    private final List<Failure> firstFailures = new ArrayList<>();
    private final List<ShardSizes.Size> sizes = new ArrayList<>();
    private long rows;
    private long labelled;
    private long positive;
    private long failures;
    private Instant earliest = Instant.MAX;
    private Instant latest = Instant.MIN;

    ShardTally(List<Column> columns) {
        this.columns = List.copyOf(columns);
        this.missing = new long[columns.size()];
        this.decimals = new DecimalRange[columns.size()];
        Arrays.fill(decimals, DecimalRange.none());
    }

    void add(TrainingRow row) {
        rows++;
        digest.add(columns, row);
        row.label().ifPresent(label -> {
            labelled++;
            positive += label > 0 ? 1 : 0;
        });
        row.cursor().forEach((database, t) -> basis.merge(database, t, Math::max));
        for (int index = 0; index < missing.length; index++) {
            count(index, row.values().value(index).orElse(null));
        }
        Instant timestamp = row.at().timestamp();
        earliest = timestamp.isBefore(earliest) ? timestamp : earliest;
        latest = timestamp.isAfter(latest) ? timestamp : latest;
    }

    private void count(int column, @org.jspecify.annotations.Nullable Object value) {
        if (value == null) {
            missing[column]++;
        } else if (value instanceof BigDecimal decimal) {
            decimals[column] = decimals[column].with(decimal);
        }
    }

    void add(TrainingOutcome.Failed failed) {
        failures++;
        if (firstFailures.size() < FAILURES_KEPT) {
            firstFailures.add(new Failure(
                    failed.at(), failed.problem().type(), failed.problem().detail()));
        }
    }

    /** The shard has been read to its end. */
    void end(int shard, Duration took, List<String> what) {
        sizes.add(new ShardSizes.Size(shard, rows, took));
        warnings.addAll(what);
    }

    /** Adds what was counted of others with the same columns. */
    void add(ShardTally other) {
        rows += other.rows;
        labelled += other.labelled;
        positive += other.positive;
        failures += other.failures;
        other.firstFailures.stream()
                .limit(Math.max(0, FAILURES_KEPT - firstFailures.size()))
                .forEach(firstFailures::add);
        digest.add(other.digest);
        other.basis.forEach((database, t) -> basis.merge(database, t, Math::max));
        warnings.addAll(other.warnings);
        sizes.addAll(other.sizes);
        for (int index = 0; index < missing.length; index++) {
            missing[index] += other.missing[index];
            decimals[index] = decimals[index].with(other.decimals[index]);
        }
        earliest = other.earliest.isBefore(earliest) ? other.earliest : earliest;
        latest = other.latest.isAfter(latest) ? other.latest : latest;
    }

    List<Column> columns() {
        return columns;
    }

    long missing(int column) {
        return missing[column];
    }

    DecimalRange decimals(int column) {
        return decimals[column];
    }

    long rows() {
        return rows;
    }

    long labelled() {
        return labelled;
    }

    long positive() {
        return positive;
    }

    long failures() {
        return failures;
    }

    List<Failure> firstFailures() {
        return Collections.unmodifiableList(firstFailures);
    }

    Instant earliest() {
        return earliest;
    }

    Instant latest() {
        return latest;
    }

    String digest() {
        return digest.hex();
    }

    Map<String, Long> basis() {
        return Collections.unmodifiableMap(basis);
    }

    List<String> warnings() {
        return List.copyOf(warnings);
    }

    ShardSizes sizes() {
        return ShardSizes.of(sizes);
    }
}
