package dendro.drift;

import static org.assertj.core.api.Assertions.assertThat;

import dendro.features.Column;
import dendro.features.ColumnType;
import dendro.features.EntityAt;
import dendro.features.FeatureValues;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BinSampleTest {

    private static final List<Column> COLUMNS = List.of(
            new Column("amount", ColumnType.LONG),
            new Column("city", ColumnType.TEXT),
            new Column("married", ColumnType.BOOLEAN));
    private static final Instant MOMENT = Instant.parse("2014-11-15T13:37:42.108Z");

    @Test
    void numbers_areSortedIntoRangesOfAsManyRows() {
        BinSample sample = new BinSample();
        BinCounts counts = countsOf(
                sample,
                IntStream.rangeClosed(1, 1000)
                        .mapToObj(i -> row((long) i, "a", true))
                        .toList());

        Distribution amount = counts.distributions(COLUMNS).get(0);

        assertThat(amount.bins())
                .isEqualTo(new Bins.Ranges(List.of(100.5, 200.5, 300.5, 400.5, 500.5, 600.5, 700.5, 800.5, 900.5)));
        assertThat(amount.counts()).containsExactly(100L, 100L, 100L, 100L, 100L, 100L, 100L, 100L, 100L, 100L, 0L);
    }

    @Test
    void numbersThatAreMostlyTheSame_haveFewBins() {
        BinSample sample = new BinSample();
        countsOf(
                sample,
                IntStream.range(0, 100)
                        .mapToObj(i -> row(i < 95 ? 0L : i, "a", true))
                        .toList());

        assertThat(sample.bins(COLUMNS).get(0)).isEqualTo(new Bins.Ranges(List.of(47.5)));
    }

    @Test
    void texts_areSortedByFrequency_theRareOnesAreOthers_andMissingIsApart() {
        // Given
        List<FeatureValues> rows = new ArrayList<>(IntStream.range(0, 100)
                .mapToObj(i -> row(1L, "city-" + i % 30 / 2, i % 2 == 0))
                .toList());
        IntStream.range(0, 40).forEach(i -> rows.add(row(1L, "rare-" + i, null)));
        rows.add(row(null, null, true));
        BinSample sample = new BinSample();

        // When
        List<Distribution> distributions = countsOf(sample, rows).distributions(COLUMNS);

        // Then
        Distribution city = distributions.get(1);
        assertThat(city.bins().size()).isEqualTo(22);
        assertThat(city.bins().labels()).startsWith("city-0").endsWith("other", "missing");
        assertThat(city.counts().subList(20, 22)).containsExactly(35L, 1L);
        assertThat(distributions.get(2).bins().labels()).containsExactly("true", "false", "other", "missing");
        assertThat(distributions.get(2).counts()).containsExactly(51L, 50L, 0L, 40L);
        assertThat(distributions.get(0).counts()).containsExactly(140L, 1L);
    }

    @Test
    void orderOfRowsAndOfMerging_doesNotMatter() {
        // Given: more rows than are kept
        Random random = new Random(108);
        List<Integer> ids =
                new ArrayList<>(IntStream.range(0, 3 * BinSample.ROWS).boxed().toList());
        long[] amounts = random.longs(ids.size(), 0, 1_000_000).toArray();

        // When
        List<Bins> inOrder = merged(ids, amounts).bins(COLUMNS);
        Collections.shuffle(ids, random);
        List<Bins> shuffled = merged(ids, amounts).bins(COLUMNS);

        // Then
        assertThat(shuffled).isEqualTo(inOrder);
        assertThat(((Bins.Ranges) inOrder.get(0)).edges().get(4)).isBetween(480_000.0, 520_000.0);
    }

    @Test
    void distribution_isReadAsItWasWritten() {
        BinSample sample = new BinSample();
        List<Distribution> features = countsOf(sample, List.of(row(1L, "Recife", true), row(2L, null, null)))
                .distributions(COLUMNS);
        TrainingDistribution training = new TrainingDistribution(
                features, new Distribution("score", new Bins.Ranges(List.of(0.1, 0.3)), List.of(1L, 2L, 3L, 0L)));

        assertThat(TrainingDistribution.fromJson(training.toJson())).isEqualTo(training);
    }

    private static BinSample merged(List<Integer> ids, long[] amounts) {
        BinSample left = new BinSample();
        BinSample right = new BinSample();
        for (int place = 0; place < ids.size(); place++) {
            int id = ids.get(place);
            (place % 3 == 0 ? left : right)
                    .add(new EntityAt("pur-" + id, MOMENT), row(amounts[id], "c" + id % 7, true));
        }
        right.merge(left);
        return right;
    }

    private static BinCounts countsOf(BinSample sample, List<FeatureValues> rows) {
        for (int i = 0; i < rows.size(); i++) {
            sample.add(new EntityAt("pur-" + i, MOMENT), rows.get(i));
        }
        BinCounts counts = new BinCounts(sample.bins(COLUMNS));
        rows.forEach(counts::add);
        return counts;
    }

    private static FeatureValues row(@Nullable Object... values) {
        return FeatureValues.of(Arrays.asList(values));
    }
}
