package dendro.queryapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dendro.cursor.ResolvedCursor;
import dendro.features.Column;
import dendro.features.ColumnType;
import dendro.features.EntityAt;
import dendro.features.FeatureOutcome;
import dendro.features.FeatureValues;
import dendro.features.Shard;
import dendro.problem.Problem;
import dendro.problem.ProblemType;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What one end of the wire says, the other end reads. */
class WireTest {

    private static final Instant MOMENT = Instant.parse("2014-11-15T13:37:42.108Z");

    @Property(tries = 500)
    void valuesOfEveryType_travelExactly(@ForAll("answers") FeatureAnswer answer) {
        assertThat(FeatureAnswer.parse(answer.json())).isEqualTo(answer);
    }

    @Example
    void requests_travelExactly() {
        FeatureRequest features = new FeatureRequest("{:name :risk}", List.of(new EntityAt("pur-108", MOMENT)));
        TrainingSetRequest training = new TrainingSetRequest(
                "{:name :risk}", MOMENT, MOMENT.plusMillis(1), new Shard(3, 8), Optional.of(MOMENT));

        assertThat(FeatureRequest.parse(features.json())).isEqualTo(features);
        assertThat(TrainingSetRequest.parse(training.json())).isEqualTo(training);
    }

    @Example
    void wrongRequest_namesTheMember() {
        assertThatThrownBy(() -> FeatureRequest.parse("{\"features\": \"{}\"}")).hasMessageContaining("'rows'");
        assertThatThrownBy(() -> FeatureRequest.parse("{\"features\": \"{}\", \"rows\": [{\"id\": 7}]}"))
                .hasMessageContaining("'id'");
        assertThatThrownBy(() -> TrainingSetRequest.parse(
                        "{\"features\": \"{}\", \"from\": \"2014-01-01T00:00:00Z\", \"to\": \"soon\"}"))
                .hasMessageContaining("'to'");
        assertThatThrownBy(() -> TrainingSetRequest.parse("[")).hasMessageContaining("not JSON");
    }

    @Example
    void streamThatBreaksOff_neverEndsAsIfItWereWhole() {
        String header = TrainingSetLines.header(List.of(new Column("amount", ColumnType.LONG))) + "\n";
        String failure = TrainingSetLines.problem(new Problem(ProblemType.DATABASE_UNAVAILABLE, "Gone.")) + "\n";

        try (TrainingSetStream cut = stream(header)) {
            assertThatThrownBy(cut::hasNext).hasMessageContaining("service-unavailable");
        }
        try (TrainingSetStream failed = stream(header + failure)) {
            assertThatThrownBy(failed::hasNext).hasMessageContaining("database-unavailable");
        }
    }

    private static TrainingSetStream stream(String text) {
        return new TrainingSetStream(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Provide
    Arbitrary<FeatureAnswer> answers() {
        List<Column> columns = new ArrayList<>();
        List<Arbitrary<Object>> values = new ArrayList<>();
        for (ColumnType type : ColumnType.values()) {
            columns.add(new Column("column-" + type.label(), type));
            values.add(value(type).injectNull(0.1));
        }
        Arbitrary<FeatureOutcome> rows = Combinators.combine(values)
                .as(row -> new FeatureOutcome.Row(
                        new EntityAt("pur-108", MOMENT),
                        FeatureValues.of(row),
                        ResolvedCursor.of(Map.of("purchases", 1042L))));
        Arbitrary<FeatureOutcome> failures = Arbitraries.of(ProblemType.values())
                .map(type -> new FeatureOutcome.Failed(
                        new EntityAt("pur-109", MOMENT), new Problem(type, "Why.").with("database", "purchases")));
        return Arbitraries.oneOf(rows, failures)
                .list()
                .ofMaxSize(4)
                .map(outcomes -> new FeatureAnswer(columns, outcomes, List.of("A \"warning\".")));
    }

    private static Arbitrary<Object> value(ColumnType type) {
        return switch (type) {
            case LONG -> Arbitraries.longs().asGeneric();
            case DOUBLE ->
                Arbitraries.oneOf(
                                Arbitraries.doubles(),
                                Arbitraries.of(Double.NaN, Double.NEGATIVE_INFINITY, Double.MIN_VALUE, 0.1))
                        .asGeneric();
            case DECIMAL -> Arbitraries.bigDecimals().asGeneric();
            case BOOLEAN -> Arbitraries.of(true, false).asGeneric();
            case TEXT -> Arbitraries.strings().asGeneric();
            case KEYWORD -> Arbitraries.of(":approved", ":status/late").asGeneric();
            case INSTANT ->
                Arbitraries.longs()
                        .between(-62_135_596_800_000L, 253_402_300_799_999L)
                        .map(Instant::ofEpochMilli)
                        .asGeneric();
            case UUID -> Arbitraries.longs().map(bits -> new UUID(bits, ~bits)).asGeneric();
        };
    }
}
