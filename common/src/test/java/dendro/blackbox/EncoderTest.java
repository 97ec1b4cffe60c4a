package dendro.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dendro.features.Column;
import dendro.features.ColumnType;
import dendro.features.FeatureValues;
import dendro.problem.ProblemException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class EncoderTest {

    private static final List<Column> COLUMNS = List.of(
            new Column("amount", ColumnType.LONG),
            new Column("rate", ColumnType.DOUBLE),
            new Column("limit", ColumnType.DECIMAL),
            new Column("late", ColumnType.BOOLEAN),
            new Column("since", ColumnType.INSTANT),
            new Column("city", ColumnType.TEXT));

    @Test
    void eachType_hasItsPlaceInTheVector() {
        FeatureValues row = FeatureValues.of(List.of(
                133_700L, 0.25, new BigDecimal("12.5"), true, Instant.parse("1970-01-11T12:00:00Z"), "Richmond"));

        Encoder encoder = Encoder.fit(COLUMNS, List.of(row, city("São Paulo"), city("São Paulo")));

        assertThat(encoder.names())
                .containsExactly(
                        "amount", "rate", "limit", "late", "since", "city=São Paulo", "city=Richmond", "city other");
        assertThat(List.of(encoder.column(0), encoder.column(5), encoder.column(7)))
                .containsExactly(COLUMNS.get(0), COLUMNS.get(5), COLUMNS.get(5));
        assertThat(encoder.encode(row)).containsExactly(133_700f, 0.25f, 12.5f, 1f, 10.5f, 0f, 1f, 0f);
    }

    @Test
    void missingValue_isNotANumberInEveryPlaceOfItsColumn() {
        Encoder encoder = Encoder.fit(COLUMNS, List.of(city("Richmond")));

        float[] vector = encoder.encode(
                FeatureValues.of(Arrays.asList(new Object[] {null, Double.NaN, null, null, null, null})));

        assertThat(vector).hasSize(7);
        assertThat(vector).containsOnly(Float.NaN);
    }

    @Test
    void unseenCategory_isOther() {
        Encoder encoder = Encoder.fit(COLUMNS, List.of(city("Richmond")));

        float[] vector = encoder.encode(city("Oxford"));

        assertThat(vector[5]).isZero();
        assertThat(vector[6]).isEqualTo(1f);
    }

    @Test
    void infiniteAndHugeNumbers_stayFinite() {
        Encoder encoder = Encoder.fit(
                List.of(new Column("rate", ColumnType.DOUBLE), new Column("limit", ColumnType.DECIMAL)), List.of());

        float[] vector = encoder.encode(FeatureValues.of(List.of(Double.NEGATIVE_INFINITY, new BigDecimal("1e400"))));

        assertThat(vector).containsExactly(-1e30f, 1e30f);
    }

    @Test
    void moreCategoriesThanPlaces_keepTheMostFrequentThenTheAlphabeticallyFirst() {
        List<FeatureValues> rows = new ArrayList<>();
        IntStream.range(0, 100).forEach(i -> rows.add(text(String.format("c%03d", 99 - i))));
        rows.add(text("c099"));

        Encoder encoder = Encoder.fit(List.of(new Column("category", ColumnType.KEYWORD)), rows);

        assertThat(encoder.names()).hasSize(Encoder.MAX_CATEGORIES + 1);
        assertThat(encoder.names()).startsWith("category=c099", "category=c000", "category=c001");
        assertThat(encoder.names()).endsWith("category=c062", "category other");
    }

    @Test
    void mergedStatistics_fitTheSameEncoderInAnyOrder() {
        List<FeatureValues> rows =
                IntStream.range(0, 1000).mapToObj(i -> text("c" + (i * i) % 97)).toList();
        List<Column> columns = List.of(new Column("category", ColumnType.TEXT));
        EncoderStatistics first = new EncoderStatistics();
        EncoderStatistics second = new EncoderStatistics();
        rows.subList(0, 300).forEach(first::add);
        rows.subList(300, 1000).forEach(second::add);

        second.merge(first);

        assertThat(Encoder.fit(columns, second).toJson())
                .isEqualTo(Encoder.fit(columns, rows).toJson());
    }

    @Test
    void columnOfIdentifiers_isRefused() {
        EncoderStatistics statistics = new EncoderStatistics();
        IntStream.range(0, EncoderStatistics.MAX_DISTINCT).forEach(i -> statistics.add(text("id-" + i)));

        assertThatThrownBy(() -> statistics.add(text("one more")))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("feature-set-invalid")
                .hasMessageContaining("Column number 1");
    }

    @Test
    void uuidColumn_isRefusedByName() {
        assertThatThrownBy(() -> Encoder.fit(List.of(new Column("trace", ColumnType.UUID)), List.of()))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("feature-set-invalid")
                .hasMessageContaining("'trace'");
    }

    @Test
    void rowOfOtherColumns_isRefused() {
        Encoder encoder = Encoder.fit(List.of(new Column("amount", ColumnType.LONG)), List.of());

        assertThatThrownBy(() -> encoder.encode(text("no number")))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("feature-value-mistyped")
                .hasMessageContaining("'amount'");
        assertThatThrownBy(() -> encoder.encode(FeatureValues.of(List.of(1L, 2L))))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("2 values");
    }

    private static FeatureValues text(String text) {
        return FeatureValues.of(List.of(text));
    }

    private static FeatureValues city(String city) {
        return FeatureValues.of(Arrays.asList(new Object[] {null, null, null, null, null, city}));
    }
}
