package dendro.trainer.source;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Serializable;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * How evenly a training set was dealt to its shards. A hot shard, one far above the middle in rows or in time, holds up
 * all that comes after.
 *
 * @param shards by index
 */
public record ShardSizes(List<Size> shards) {

    /** What is hot has so many times the middle. */
    private static final int HOT = 2;

    /** In less time than this nobody waits. */
    private static final Duration SOON = Duration.ofSeconds(2);

    private static final int SHOWN = 5;

    /**
     * One shard.
     *
     * @param index from 0
     * @param rows with or without label
     * @param took from its first row to its last
     */
    public record Size(int index, long rows, Duration took) implements Serializable {}

    /** Of shards in any order. */
    public static ShardSizes of(List<Size> shards) {
        return new ShardSizes(
                shards.stream().sorted(Comparator.comparingInt(Size::index)).toList());
    }

    /** The hot ones, the slowest first. */
    public List<Size> hot() {
        long rows = middleRows();
        Duration took = middleTime();
        return shards.stream()
                .filter(shard -> shard.rows() > HOT * Math.max(1, rows)
                        || (shard.took().compareTo(SOON) > 0 && shard.took().compareTo(took.multipliedBy(HOT)) > 0))
                .sorted(Comparator.comparing(Size::took).reversed())
                .toList();
    }

    private long middleRows() {
        return middle(shards.stream().map(Size::rows).sorted().toList(), 0L);
    }

    private Duration middleTime() {
        return middle(shards.stream().map(Size::took).sorted().toList(), Duration.ZERO);
    }

    private static <T> T middle(List<T> sorted, T ofNone) {
        return sorted.isEmpty() ? ofNone : sorted.get(sorted.size() / 2);
    }

    /** One sentence for people. */
    public String sentence() {
        List<Size> hot = hot();
        String even = String.format(
                Locale.ROOT,
                "%,d shards, %,d rows in the middle one, which took %.1f s",
                shards.size(),
                middleRows(),
                seconds(middleTime()));
        return hot.isEmpty()
                ? even + "; none is hot."
                : even + "; hot: "
                        + String.join(
                                ", ",
                                hot.stream()
                                        .limit(SHOWN)
                                        .map(shard -> String.format(
                                                Locale.ROOT,
                                                "shard %d (%,d rows, %.1f s)",
                                                shard.index(),
                                                shard.rows(),
                                                seconds(shard.took())))
                                        .toList())
                        + (hot.size() > SHOWN ? " and " + (hot.size() - SHOWN) + " more." : ".");
    }

    /** {@code {rows-least, rows-middle, rows-most, seconds-middle, seconds-most, hot: [{shard, rows, seconds}]}}. */
    public ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("rows-least", shards.stream().mapToLong(Size::rows).min().orElse(0))
                .put("rows-middle", middleRows())
                .put("rows-most", shards.stream().mapToLong(Size::rows).max().orElse(0))
                .put("seconds-middle", seconds(middleTime()))
                .put(
                        "seconds-most",
                        shards.stream()
                                .mapToDouble(shard -> seconds(shard.took()))
                                .max()
                                .orElse(0));
        var list = json.putArray("hot");
        hot().forEach(shard -> list.addObject()
                .put("shard", shard.index())
                .put("rows", shard.rows())
                .put("seconds", seconds(shard.took())));
        return json;
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
