package dendro.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dendro.cursor.ResolvedCursor;
import dendro.features.Column;
import dendro.features.ColumnType;
import dendro.features.EntityAt;
import dendro.features.FeatureDigest;
import dendro.features.FeatureValues;
import dendro.problem.ProblemException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ScoreMessageTest {

    private static final List<Column> COLUMNS = Arrays.stream(ColumnType.values())
            .map(type -> new Column("a-" + type.label(), type))
            .toList();

    @Property(tries = 300)
    void readingWhatWasWritten_givesTheSameMessage(@ForAll("messages") ScoreMessage message) {
        assertThat(ScoreMessage.fromJson(message.toJson())).isEqualTo(message);
    }

    @Property(tries = 300)
    void valuesThatTravelled_haveTheSameTypesAndDigest(@ForAll("rows") FeatureValues row) {
        FeaturesRead travelled = ScoreMessage.fromJson(
                        message(FeaturesRead.withValues(COLUMNS, row)).toJson())
                .meta()
                .features();
        assertThat(travelled.values(COLUMNS)).contains(row);
        assertThat(FeatureDigest.of(COLUMNS, travelled.values(COLUMNS).orElseThrow()))
                .isEqualTo(travelled.digest());
    }

    @Test
    void shape_isTheOneConsumersKnow() throws Exception {
        // Given
        List<Column> columns =
                List.of(new Column("amount", ColumnType.LONG), new Column("late-bills", ColumnType.LONG));
        FeaturesRead features =
                FeaturesRead.withValues(columns, FeatureValues.of(Arrays.asList(133700L, (@Nullable Object) null)));

        // When
        byte[] json = message(features).toJson();

        // Then
        ObjectMapper mapper = new ObjectMapper();
        assertThat(mapper.readTree(json)).isEqualTo(mapper.readTree("""
                {"input":  {"id": "pur-108", "timestamp": "2014-11-15T13:37:42.108Z", "trigger": "purchase"},
                 "output": {"score": 0.0421},
                 "meta":   {"model": "purchase-risk", "version": "3", "response-time": 4.2,
                            "cursor": {"purchases": 1042, "customers": 871},
                            "features": {"digest": "%s", "values": {"amount": 133700, "late-bills": null}}}}""".formatted(features.digest())));
    }

    @Test
    void messageWithoutScore_isRefusedByName() {
        byte[] json = new String(
                        message(FeaturesRead.withoutValues(List.of(), FeatureValues.of(List.of())))
                                .toJson(),
                        StandardCharsets.UTF_8)
                .replace("\"score\"", "\"rating\"")
                .getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> ScoreMessage.fromJson(json))
                .isInstanceOf(ProblemException.class)
                .hasMessage("request-invalid: The message lacks 'output.score'.");
    }

    private static ScoreMessage message(FeaturesRead features) {
        return new ScoreMessage(
                new TriggerMessage("purchase", new EntityAt("pur-108", Instant.parse("2014-11-15T13:37:42.108Z"))),
                0.0421,
                new ScoreMessage.Meta(
                        "purchase-risk",
                        "3",
                        4.2,
                        ResolvedCursor.of(Map.of("purchases", 1042L, "customers", 871L)),
                        features));
    }

    @Provide
    Arbitrary<ScoreMessage> messages() {
        Arbitrary<FeaturesRead> features = Combinators.combine(rows(), Arbitraries.of(true, false))
                .as((row, sampled) ->
                        sampled ? FeaturesRead.withValues(COLUMNS, row) : FeaturesRead.withoutValues(COLUMNS, row));
        Arbitrary<Map<String, Long>> bases = Arbitraries.maps(
                        Arbitraries.strings().ofMinLength(1),
                        Arbitraries.longs().greaterOrEqual(0))
                .ofMaxSize(4);
        Arbitrary<EntityAt> entities = Combinators.combine(names(), instants()).as(EntityAt::new);
        return Combinators.combine(names(), entities, finite(), finite(), bases, features)
                .as((name, at, score, time, basis, read) -> new ScoreMessage(
                        new TriggerMessage(name, at),
                        score,
                        new ScoreMessage.Meta(name, "1", time, ResolvedCursor.of(basis), read)));
    }

    @Provide
    Arbitrary<FeatureValues> rows() {
        List<Arbitrary<@Nullable Object>> values = new ArrayList<>();
        for (Column column : COLUMNS) {
            values.add(valueOf(column.type()).injectNull(0.1));
        }
        return Combinators.combine(values).as(FeatureValues::of);
    }

    private static Arbitrary<Object> valueOf(ColumnType type) {
        return switch (type) {
            case LONG -> Arbitraries.longs().asGeneric();
            case DOUBLE ->
                Arbitraries.frequencyOf(
                                net.jqwik.api.Tuple.of(9, finite()),
                                net.jqwik.api.Tuple.of(
                                        1,
                                        Arbitraries.of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY)))
                        .asGeneric();
            case DECIMAL ->
                Combinators.combine(
                                Arbitraries.bigIntegers(),
                                Arbitraries.integers().between(-5, 30))
                        .as(BigDecimal::new)
                        .asGeneric();
            case BOOLEAN -> Arbitraries.of(true, false).asGeneric();
            case TEXT -> Arbitraries.strings().asGeneric();
            case KEYWORD -> names().map(name -> ":" + name).asGeneric();
            case INSTANT -> instants().asGeneric();
            case UUID ->
                Combinators.combine(Arbitraries.longs(), Arbitraries.longs())
                        .as(UUID::new)
                        .asGeneric();
        };
    }

    private static Arbitrary<String> names() {
        return Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(20);
    }

    private static Arbitrary<Double> finite() {
        return Arbitraries.doubles();
    }

    private static Arbitrary<Instant> instants() {
        return Arbitraries.longs()
                .between(
                        Instant.parse("0001-01-01T00:00:00Z").toEpochMilli(),
                        Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli())
                .map(Instant::ofEpochMilli);
    }
}
