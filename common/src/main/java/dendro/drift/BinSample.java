package dendro.drift;

import dendro.features.Column;
import dendro.features.EntityAt;
import dendro.features.FeatureValues;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A sample of rows to choose bins by: those {@value #ROWS} whose keys have the smallest hashes. It is as good as a random
 * one, its memory is bounded, samples of parts merge into that of the whole, and it does not depend on the order of
 * rows or of merging, so that the same rows always give the same bins.
 *
 * <p>For one thread at a time.
 */
public final class BinSample implements Serializable {

    /** How many rows are kept. */
    static final int ROWS = 10_000;

    /** Numbers are sorted into as many ranges of about as many rows each. */
    private static final int RANGES = 10;

    /** So many of the most frequent texts have a bin of their own. */
    private static final int CATEGORIES = 20;

    private static final long serialVersionUID = 1L;

    private final TreeMap<Key, FeatureValues> rows = new TreeMap<>();

    private record Key(long hash, String id) implements Comparable<Key>, Serializable {

        @Override
        public int compareTo(Key other) {
            int byHash = Long.compare(hash, other.hash);
            return byHash != 0 ? byHash : id.compareTo(other.id);
        }
    }

    /** Takes a row into account. */
    public void add(EntityAt at, FeatureValues values) {
        put(new Key(hash(at), at.id()), values);
    }

    /** Takes into account what others did. */
    public void merge(BinSample others) {
        others.rows.forEach(this::put);
    }

    private void put(Key key, FeatureValues values) {
        if (rows.size() < ROWS || key.compareTo(rows.lastKey()) < 0) {
            rows.put(key, values);
            if (rows.size() > ROWS) {
                rows.pollLastEntry();
            }
        }
    }

    /** The finalizer of MurmurHash3 (Appleby, 2011): consecutive ids must not have consecutive hashes. */
    private static long hash(EntityAt at) {
        long mixed = at.id().hashCode() * 31L + at.timestamp().toEpochMilli();
        mixed ^= mixed >>> 33;
        mixed *= 0xff51afd7ed558ccdL;
        mixed ^= mixed >>> 33;
        mixed *= 0xc4ceb9fe1a85ec53L;
        mixed ^= mixed >>> 33;
        return mixed;
    }

    /** Bins for each column. */
    public List<Bins> bins(List<Column> columns) {
        List<Bins> bins = new ArrayList<>();
        for (int position = 0; position < columns.size(); position++) {
            bins.add(
                    switch (columns.get(position).type()) {
                        case LONG, DOUBLE, DECIMAL, INSTANT -> ranges(position);
                        case BOOLEAN, TEXT, KEYWORD, UUID -> categories(position);
                    });
        }
        return bins;
    }

    /**
     * The edges stand halfway between a quantile and the next larger number: what is computed a last bit differently
     * falls on the same side. Where many rows have one value, several quantiles are the same, and one edge stands for them.
     */
    private Bins ranges(int position) {
        List<Double> numbers = rows.values().stream()
                .flatMap(row -> row.value(position).stream())
                .map(Bins.Ranges::number)
                .filter(number -> !number.isNaN() && !number.isInfinite())
                .sorted()
                .toList();
        TreeSet<Double> different = new TreeSet<>(numbers);
        TreeSet<Double> edges = new TreeSet<>();
        for (int quantile = 1; quantile < RANGES && !numbers.isEmpty(); quantile++) {
            double below = numbers.get((int) (((long) numbers.size() * quantile - 1) / RANGES));
            Double above = different.higher(below);
            if (above != null) {
                edges.add(below + (above - below) / 2);
            }
        }
        return new Bins.Ranges(List.copyOf(edges));
    }

    private Bins categories(int position) {
        Map<String, Long> counts = rows.values().stream()
                .flatMap(row -> row.value(position).stream())
                .map(Object::toString)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        return new Bins.Categories(counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(CATEGORIES)
                .map(Map.Entry::getKey)
                .toList());
    }
}
