package dendro.queryservice.format;

import static org.assertj.core.api.Assertions.assertThat;

import clojure.lang.BigInt;
import clojure.lang.Keyword;
import dendro.cursor.ResolvedCursor;
import dendro.query.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** What an answer holds, every format gives back: with the kinds of its columns, value for value. */
class RoundTripTest {

    private static final List<ColumnKind> KINDS = List.of(ColumnKind.values());

    @Property(tries = 200)
    void json_survives(@ForAll("answers") Answer answer) throws IOException {
        assertThat(Reading.json(written(answer, Format.JSON))).isEqualTo(comparable(answer));
    }

    @Property(tries = 200)
    void edn_survives(@ForAll("answers") Answer answer) throws IOException {
        assertThat(Reading.edn(written(answer, Format.EDN))).isEqualTo(comparable(answer));
    }

    @Property(tries = 200)
    void csv_survives(@ForAll("answers") Answer answer) throws IOException {
        List<ColumnKind> kinds = ColumnKind.of(answer.columns().size(), answer.rows());

        assertThat(Reading.csv(written(answer, Format.CSV), kinds)).isEqualTo(comparable(answer));
    }

    @Property(tries = 200)
    void arrow_survives(@ForAll("answers") Answer answer) throws IOException {
        assertThat(Reading.arrow(written(answer, Format.ARROW))).isEqualTo(comparable(answer));
    }

    @Example
    void answerWithoutRows_survivesEveryFormat() throws IOException {
        Answer none = answer(List.of());

        assertThat(Reading.json(written(none, Format.JSON))).isEmpty();
        assertThat(Reading.edn(written(none, Format.EDN))).isEmpty();
        assertThat(Reading.csv(written(none, Format.CSV), Collections.nCopies(KINDS.size(), ColumnKind.NOTHING)))
                .isEmpty();
        assertThat(Reading.arrow(written(none, Format.ARROW))).isEmpty();
    }

    @Example
    void formulas_areKeptAsTheyAreUnlessForASpreadsheet() throws IOException {
        Answer answer = new Answer(
                List.of("note", "delta"),
                List.of(List.of("=HYPERLINK(\"http://x\")", -5L), List.of("a \"b\", c\r\nd", 7L)),
                2,
                ResolvedCursor.of(Map.of("purchases", 1042L)),
                "digest",
                List.of());

        assertThat(new String(written(answer, Format.CSV), java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo("""
                        "note","delta"\r
                        "=HYPERLINK(""http://x"")",-5\r
                        "a ""b"", c\r
                        d",7\r
                        """);
        assertThat(new String(
                        written(answer, new Format.Choice(Format.CSV, Map.of("spreadsheet", "true"))),
                        java.nio.charset.StandardCharsets.UTF_8))
                .contains("\"'=HYPERLINK(\"\"http://x\"\")\",-5\r\n");
    }

    private static byte[] written(Answer answer, Format format) throws IOException {
        return written(answer, new Format.Choice(format, Map.of()));
    }

    private static byte[] written(Answer answer, Format.Choice choice) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        AnswerText.of(answer, 1.5).write(choice, bytes);
        return bytes.toByteArray();
    }

    /** Values that JUnit compares by what they hold: bytes as Base64, instants of whichever class as dates. */
    static List<List<@Nullable Object>> comparable(Answer answer) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (List<Object> row : answer.rows()) {
            List<@Nullable Object> values = new ArrayList<>();
            row.forEach(value -> values.add(comparable(value)));
            rows.add(values);
        }
        return rows;
    }

    static @Nullable Object comparable(@Nullable Object value) {
        if (value instanceof byte[] bytes) {
            return "bytes " + Base64.getEncoder().encodeToString(bytes);
        }
        if (value instanceof BigInt integer) {
            return integer.toBigInteger();
        }
        if (value instanceof Float single) {
            return single.doubleValue();
        }
        return value instanceof Integer number ? (Object) number.longValue() : value;
    }

    @Provide
    Arbitrary<Answer> answers() {
        List<Arbitrary<Object>> values =
                KINDS.stream().map(kind -> value(kind).injectNull(0.1)).toList();
        return Combinators.combine(values)
                .as(row -> Collections.unmodifiableList(new ArrayList<>(row)))
                .list()
                .ofMaxSize(5)
                .map(RoundTripTest::answer);
    }

    private static Answer answer(List<List<Object>> rows) {
        return new Answer(
                IntStream.range(0, KINDS.size())
                        .mapToObj(column -> "column " + column)
                        .toList(),
                rows,
                rows.size(),
                ResolvedCursor.of(Map.of("purchases", 1042L)),
                "digest",
                List.of("A \"warning\"."));
    }

    private static Arbitrary<Object> value(ColumnKind kind) {
        return switch (kind) {
            case LONG ->
                Arbitraries.oneOf(
                        Arbitraries.longs().asGeneric(), Arbitraries.integers().asGeneric());
            case DOUBLE ->
                Arbitraries.oneOf(
                        Arbitraries.doubles().asGeneric(),
                        Arbitraries.floats().asGeneric(),
                        Arbitraries.of(Double.NaN, Double.NEGATIVE_INFINITY, Double.MIN_VALUE, -0.0)
                                .asGeneric());
            case DECIMAL ->
                Arbitraries.oneOf(
                        Arbitraries.bigDecimals().ofScale(2).asGeneric(),
                        Arbitraries.of(new BigDecimal("1.50"), new BigDecimal("1E+3"), new BigDecimal("-0.000"))
                                .asGeneric());
            case INTEGER ->
                Arbitraries.bigIntegers()
                        .between(BigInteger.TEN.pow(60).negate(), BigInteger.TEN.pow(60))
                        .map(integer -> integer.signum() < 0 ? (Object) integer : BigInt.fromBigInteger(integer));
            case BOOLEAN -> Arbitraries.of(true, false).asGeneric();
            case TEXT ->
                Arbitraries.oneOf(
                                Arbitraries.strings().filter(RoundTripTest::isText),
                                Arbitraries.of("", " ", "=1+1", "a,\"b\"\r\nc", "\\", "São Paulo", "🌳", "\t\0"))
                        .asGeneric();
            case KEYWORD ->
                Arbitraries.of(Keyword.intern("approved"), Keyword.intern("status", "late"))
                        .asGeneric();
            // Before 1583 Clojure's reader of EDN counts days by the Julian calendar, which RFC 3339 does not.
            case INSTANT ->
                Arbitraries.longs()
                        .between(-12_212_553_600_000L, 253_402_300_799_999L)
                        .map(Date::new);
            case UUID -> Arbitraries.longs().map(bits -> new UUID(bits, ~bits));
            case URI ->
                Arbitraries.of("https://quercus.example/a?b=%20", "urn:x").map(URI::create);
            case BYTES -> Arbitraries.bytes().array(byte[].class).ofMaxSize(8).asGeneric();
            case EDN ->
                Arbitraries.of(
                        List.of(1L, "a", Keyword.intern("b")),
                        Map.of(Keyword.intern("customer", "id"), "x", Keyword.intern("n"), Arrays.asList(1.5, null)),
                        new HashMap<>());
            case NOTHING -> Arbitraries.of(true).map(RoundTripTest::nothing);
        };
    }

    @SuppressWarnings("NullAway") // Stands for a value that no row has.
    private static Object nothing(boolean ignored) {
        return null;
    }

    /** Half of a surrogate pair is no text: no database holds one. */
    private static boolean isText(String text) {
        return java.nio.charset.StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }
}
