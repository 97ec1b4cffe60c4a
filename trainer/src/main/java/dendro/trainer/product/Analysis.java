package dendro.trainer.product;

import dendro.features.Column;
import dendro.features.ColumnType;
import dendro.features.FeatureSet;
import dendro.features.Shard;
import dendro.trainer.source.Shards;
import dendro.trainer.source.Source;
import dendro.training.TrainingOutcome;
import dendro.training.TrainingRange;
import dendro.training.TrainingRow;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.StringJoiner;
import java.util.TreeMap;

/**
 * What a range holds, seen on a sample, before it is built: one shard of so many that it has about {@value #SAMPLE} of all
 * entities, read in this process. Numbers of the whole are that sample's, scaled up.
 */
final class Analysis {

    private static final int SAMPLE = 10_000;

    /** A value, or a moment, that has so great a share of the rows is named. */
    private static final double HOT = 0.1;

    /** No memory is spent on a column of which hardly two rows are alike. */
    private static final int VALUES_COUNTED = 1_000;

    private static final int MONTHS_SHOWN = 36;

    private final long entities;
    private final int scale;
    private final Instant cursor;
    private final FeatureSet featureSet;
    private final ShardTally tally;
    private final SortedMap<YearMonth, Long> months = new TreeMap<>();
    private final Map<Instant, Long> moments = new HashMap<>();
    private final List<Map<Object, Long>> values = new ArrayList<>();
    private Duration first = Duration.ZERO;
    private Duration rest = Duration.ZERO;

    private Analysis(long entities, int scale, Instant cursor, FeatureSet featureSet, List<Column> columns) {
        this.entities = entities;
        this.scale = scale;
        this.cursor = cursor;
        this.featureSet = featureSet;
        this.tally = new ShardTally(columns);
        columns.forEach(column -> values.add(new HashMap<>()));
    }

    /**
     * Reads the sample.
     *
     * @throws dendro.problem.ProblemException whatever keeps it from being read
     */
    static Analysis of(Source source, TrainingRange range, FeatureSet featureSet) {
        long entities = source.entities();
        int scale = (int) Math.max(1, Math.min(1 << 20, entities / SAMPLE));
        long start = System.nanoTime();
        try (Shards.Stream stream = source.shards(range).open(new Shard(0, scale))) {
            Analysis analysis = new Analysis(entities, scale, source.knownAt(), featureSet, stream.columns());
            boolean any = stream.hasNext();
            analysis.first = Duration.ofNanos(System.nanoTime() - start);
            while (any) {
                analysis.add(stream.next());
                any = stream.hasNext();
            }
            analysis.rest = Duration.ofNanos(System.nanoTime() - start).minus(analysis.first);
            analysis.tally.end(0, analysis.rest, stream.warnings());
            return analysis;
        }
    }

    private void add(TrainingOutcome outcome) {
        if (outcome instanceof TrainingOutcome.Failed failed) {
            tally.add(failed);
            return;
        }
        TrainingRow row = ((TrainingOutcome.Row) outcome).row();
        tally.add(row);
        months.merge(YearMonth.from(row.at().timestamp().atOffset(ZoneOffset.UTC)), 1L, Long::sum);
        moments.merge(row.at().timestamp(), 1L, Long::sum);
        for (int index = 0; index < values.size(); index++) {
            Map<Object, Long> counts = values.get(index);
            row.values().value(index).ifPresent(value -> {
                if (counts.size() < VALUES_COUNTED || counts.containsKey(value)) {
                    counts.merge(value, 1L, Long::sum);
                }
            });
        }
    }

    /** What people read. */
    String text() {
        StringJoiner lines = new StringJoiner("\n", "", "\n");
        lines.add(line(
                "%s as known at %s, seen on %s",
                featureSet.name(), cursor, scale == 1 ? "all entities" : "a sample of 1 in " + scale + " entities"));
        lines.add(line("entities       about %,d of all times, about %,d in the range", entities, whole(rows())));
        if (tally.failures() > 0) {
            lines.add(line(
                    "failures       about %,d entities give no row, so it could not be built; the first: %s",
                    whole(tally.failures()), tally.firstFailures().get(0).sentence()));
        }
        if (tally.rows() == 0) {
            return lines.add("The sample has no row: there is nothing to build, or hardly anything.")
                    .toString();
        }
        timestamps(lines);
        label(lines);
        lines.add("columns");
        for (int index = 0; index < values.size(); index++) {
            lines.add(column(index));
        }
        cost(lines);
        tally.warnings().forEach(warning -> lines.add("warning        " + warning));
        return lines.toString();
    }

    private void timestamps(StringJoiner lines) {
        lines.add(line("timestamps     %s to %s", tally.earliest(), tally.latest()));
        if (months.size() <= MONTHS_SHOWN) {
            months.forEach((month, count) -> lines.add(line("  %s      about %,d", month, whole(count))));
        }
        Map.Entry<Instant, Long> hottest =
                moments.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow();
        if (hottest.getValue() > 1 && share(hottest.getValue()) >= HOT) {
            lines.add(line(
                    "  %.0f %% of the rows have one and the same timestamp, %s: entities that were imported have the"
                            + " moment of their import, unless the feature set names a :timestamp",
                    100 * share(hottest.getValue()), hottest.getKey()));
        }
    }

    private void label(StringJoiner lines) {
        if (featureSet.label().isEmpty()) {
            lines.add("label          none in this feature set");
        } else if (tally.labelled() == 0) {
            lines.add("label          not known of any row");
        } else {
            lines.add(line(
                    "label          known of %.1f %% of the rows; above 0 in %.2f %% of those",
                    100 * share(tally.labelled()), 100.0 * tally.positive() / tally.labelled()));
        }
    }

    private String column(int index) {
        Column column = tally.columns().get(index);
        String text = line(
                "  %-24s %-8s missing %5.1f %%",
                column.name(), column.type().label(), 100 * share(tally.missing(index)));
        Map<Object, Long> counts = values.get(index);
        if (counts.size() == 1) {
            return text
                    + line(
                            "   always %s, where it is not missing",
                            shown(counts.keySet().iterator().next()));
        }
        if (column.type() == ColumnType.BOOLEAN || counts.isEmpty()) {
            return text;
        }
        Map.Entry<Object, Long> hottest =
                counts.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow();
        return hottest.getValue() > 1 && share(hottest.getValue()) >= HOT
                ? text + line("   %s in %.0f %%", shown(hottest.getKey()), 100 * share(hottest.getValue()))
                : text;
    }

    private void cost(StringJoiner lines) {
        double seconds = seconds(rest) / Math.max(1, rows()) * whole(rows());
        lines.add(line(
                "cost           %.1f s until the first row, once in each process, then %.1f microseconds a row: about"
                        + " %.0f s for all of them on one core",
                seconds(first), 1e6 * seconds(rest) / Math.max(1, rows()), seconds(first) + seconds));
    }

    private static String shown(Object value) {
        String text = value.toString();
        return text.length() > 40 ? text.substring(0, 40) + "…" : text;
    }

    private long rows() {
        return tally.rows();
    }

    private long whole(long counted) {
        return counted * scale;
    }

    private double share(long counted) {
        return (double) counted / Math.max(1, tally.rows());
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    private static String line(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }
}
