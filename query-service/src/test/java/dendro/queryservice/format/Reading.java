package dendro.queryservice.format;

import clojure.lang.AFn;
import clojure.lang.EdnReader;
import clojure.lang.Keyword;
import clojure.lang.RT;
import clojure.lang.Symbol;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.jspecify.annotations.Nullable;

/** Reads the rows of answers as a caller would. */
final class Reading {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build()
            .setNodeFactory(new JsonNodeFactory(true));

    private Reading() {}

    static List<List<@Nullable Object>> json(byte[] bytes) throws IOException {
        JsonNode answer = JSON.readTree(bytes);
        JsonNode doubles = new ObjectMapper().readTree(bytes);
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (int index = 0; index < answer.get("rows").size(); index++) {
            List<@Nullable Object> values = new ArrayList<>();
            for (int column = 0; column < answer.get("types").size(); column++) {
                ColumnKind kind = kind(answer.get("types").get(column).asText());
                JsonNode read = kind == ColumnKind.DOUBLE ? doubles : answer;
                JsonNode value = read.get("rows").get(index).get(column);
                values.add(value.isNull() ? null : kind == ColumnKind.EDN ? tree(value) : of(kind, value.asText()));
            }
            rows.add(values);
        }
        return rows;
    }

    /** JSON has no keywords; with what this test puts into collections they are told by their colon. */
    private static @Nullable Object tree(JsonNode json) {
        if (json.isArray()) {
            List<@Nullable Object> values = new ArrayList<>();
            json.forEach(value -> values.add(tree(value)));
            return values;
        }
        if (json.isObject()) {
            Map<Object, @Nullable Object> map = new java.util.HashMap<>();
            json.properties().forEach(member -> map.put(Keyword.intern(member.getKey()), tree(member.getValue())));
            return map;
        }
        if (json.isTextual()) {
            String text = json.textValue();
            return text.startsWith(":") ? Keyword.intern(text.substring(1)) : (Object) text;
        }
        return json.isNull() ? null : json.isIntegralNumber() ? (Object) json.longValue() : json.doubleValue();
    }

    static List<List<@Nullable Object>> edn(byte[] bytes) {
        Map<?, ?> answer = (Map<?, ?>) ednValue(new String(bytes, StandardCharsets.UTF_8));
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Object row : (List<?>) Objects.requireNonNull(answer.get(Keyword.intern("rows")))) {
            List<@Nullable Object> values = new ArrayList<>();
            ((List<?>) row).forEach(value -> values.add(RoundTripTest.comparable(value)));
            rows.add(values);
        }
        return rows;
    }

    static List<List<@Nullable Object>> csv(byte[] bytes, List<ColumnKind> kinds) throws IOException {
        CsvMapper mapper = CsvMapper.builder()
                .enable(CsvParser.Feature.WRAP_AS_ARRAY)
                .enable(CsvParser.Feature.EMPTY_UNQUOTED_STRING_AS_NULL)
                .build();
        List<List<@Nullable Object>> rows = new ArrayList<>();
        try (var lines = mapper.readerFor(String[].class).<@Nullable String[]>readValues(bytes)) {
            var unusedHeader = lines.next();
            while (lines.hasNext()) {
                @Nullable String[] line = lines.next();
                List<@Nullable Object> values = new ArrayList<>();
                for (int column = 0; column < line.length; column++) {
                    String cell = line[column];
                    values.add(cell == null ? null : of(kinds.get(column), cell));
                }
                rows.add(values);
            }
        }
        return rows;
    }

    static List<List<@Nullable Object>> arrow(byte[] bytes) throws IOException {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        try (RootAllocator memory = new RootAllocator();
                ArrowStreamReader reader = new ArrowStreamReader(new ByteArrayInputStream(bytes), memory)) {
            VectorSchemaRoot root = reader.getVectorSchemaRoot();
            while (reader.loadNextBatch()) {
                for (int index = 0; index < root.getRowCount(); index++) {
                    List<@Nullable Object> values = new ArrayList<>();
                    for (FieldVector vector : root.getFieldVectors()) {
                        values.add(value(vector, index));
                    }
                    rows.add(values);
                }
            }
        }
        return rows;
    }

    private static @Nullable Object value(FieldVector vector, int index) {
        Object value = vector.getObject(index);
        if (value == null) {
            return null;
        }
        ColumnKind kind = kind(vector.getField().getMetadata().getOrDefault("dendro.type", ""));
        if (vector.getField().getType() instanceof ArrowType.Timestamp) {
            return new Date((Long) value);
        }
        if (value instanceof byte[] || kind == ColumnKind.DOUBLE || kind == ColumnKind.LONG) {
            return RoundTripTest.comparable(value);
        }
        return of(kind, value.toString());
    }

    private static @Nullable Object of(ColumnKind kind, String text) {
        return switch (kind) {
            case LONG -> Long.valueOf(text);
            case DOUBLE -> Double.valueOf(text);
            case DECIMAL -> new BigDecimal(text);
            case INTEGER -> new BigInteger(text);
            case BOOLEAN -> Boolean.valueOf(text);
            case TEXT -> text;
            case KEYWORD -> Keyword.intern(text.substring(1));
            case INSTANT -> Date.from(Instant.parse(text));
            case UUID -> UUID.fromString(text);
            case URI -> URI.create(text);
            case BYTES -> "bytes " + text;
            case EDN -> RoundTripTest.comparable(ednValue(text));
            case NOTHING -> throw new AssertionError("A column of nothing has the value " + text);
        };
    }

    private static Object ednValue(String text) {
        Object readers = RT.map(
                Symbol.intern("dendro/uri"),
                new AFn() {
                    @Override
                    public Object invoke(Object value) {
                        return URI.create((String) value);
                    }
                },
                Symbol.intern("dendro/bytes"),
                new AFn() {
                    @Override
                    public Object invoke(Object value) {
                        return "bytes " + value;
                    }
                });
        return EdnReader.readString(text, RT.map(Keyword.intern("readers"), readers));
    }

    private static ColumnKind kind(String label) {
        return ColumnKind.valueOf(label.toUpperCase(Locale.ROOT));
    }
}
