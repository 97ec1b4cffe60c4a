package dendro.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dendro.features.Column;
import dendro.features.ColumnType;
import dendro.features.FeatureValues;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

final class EncoderRoundTripTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Columns with the rows that fit the encoder and other rows that it then encodes. */
    record World(List<Column> columns, List<FeatureValues> training, List<FeatureValues> later) {}

    @Property(tries = 200)
    void encoderThatWentThroughJson_encodesBitForBitTheSame(@ForAll("worlds") World world)
            throws JsonProcessingException {
        Encoder encoder = Encoder.fit(world.columns(), world.training());

        Encoder restored = Encoder.fromJson(JSON.readTree(JSON.writeValueAsString(encoder.toJson())));

        assertThat(restored.columns()).isEqualTo(encoder.columns());
        assertThat(restored.names()).isEqualTo(encoder.names());
        for (List<FeatureValues> rows : List.of(world.training(), world.later())) {
            for (FeatureValues row : rows) {
                assertThat(bits(restored.encode(row))).isEqualTo(bits(encoder.encode(row)));
            }
        }
    }

    @Property(tries = 200)
    void everyVector_isAsWideAsItsNamesAndNeverInfinite(@ForAll("worlds") World world) {
        Encoder encoder = Encoder.fit(world.columns(), world.training());

        for (FeatureValues row : world.later()) {
            float[] vector = encoder.encode(row);

            assertThat(vector).hasSize(encoder.names().size());
            for (float number : vector) {
                assertThat(Float.isInfinite(number)).isFalse();
            }
        }
    }

    private static int[] bits(float[] vector) {
        int[] bits = new int[vector.length];
        for (int i = 0; i < vector.length; i++) {
            bits[i] = Float.floatToRawIntBits(vector[i]);
        }
        return bits;
    }

    @Provide
    Arbitrary<World> worlds() {
        Arbitrary<ColumnType> types = Arbitraries.of(ColumnType.class).filter(type -> type != ColumnType.UUID);
        return types.list().ofMinSize(1).ofMaxSize(6).flatMap(chosen -> {
            List<Column> columns =
                    Arbitraries.strings().alpha().ofMinLength(1).list().ofSize(chosen.size()).sample().stream()
                            .map(name -> new Column(name, ColumnType.LONG))
                            .toList();
            List<Column> typed = java.util.stream.IntStream.range(0, chosen.size())
                    .mapToObj(i -> new Column(columns.get(i).name(), chosen.get(i)))
                    .toList();
            Arbitrary<List<FeatureValues>> rows = rows(chosen).list().ofMaxSize(20);
            return Combinators.combine(rows, rows).as((training, later) -> new World(typed, training, later));
        });
    }

    private static Arbitrary<FeatureValues> rows(List<ColumnType> types) {
        return Combinators.combine(
                        types.stream().map(type -> values(type).injectNull(0.2)).toList())
                .as(FeatureValues::of);
    }

    private static Arbitrary<Object> values(ColumnType type) {
        return switch (type) {
            case LONG -> Arbitraries.longs().asGeneric();
            case DOUBLE ->
                Arbitraries.frequencyOf(
                                Tuple.of(5, Arbitraries.doubles()),
                                Tuple.of(1, Arbitraries.of(Double.NaN, Double.POSITIVE_INFINITY, -0.0)))
                        .asGeneric();
            case DECIMAL ->
                Arbitraries.bigDecimals()
                        .between(new BigDecimal("-1e40"), new BigDecimal("1e40"))
                        .asGeneric();
            case BOOLEAN -> Arbitraries.of(true, false).asGeneric();
            case INSTANT ->
                Arbitraries.longs()
                        .between(-10_000_000_000_000L, 10_000_000_000_000L)
                        .map(Instant::ofEpochMilli)
                        .asGeneric();
            case TEXT, KEYWORD ->
                Arbitraries.oneOf(
                                Arbitraries.of("a", "b", "São Paulo", "\"", "\\", "", "\u0000", "🌳"),
                                Arbitraries.strings().alpha().ofMaxLength(2))
                        .asGeneric();
            case UUID -> throw new IllegalArgumentException("no encoder takes UUIDs");
        };
    }
}
