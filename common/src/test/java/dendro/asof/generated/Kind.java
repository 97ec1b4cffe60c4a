package dendro.asof.generated;

import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Types of attributes and variables, each with a few values, chosen so that they meet one another and hurt. */
enum Kind {
    STRING("text", "\"k0\"", "\"k1\"", "\"k2\"", "\"\"", "\"é\"", "\"Z\""),
    LONG("long", "0", "1", "2", "3", "-1", "9223372036854775807", "-9223372036854775808"),
    DOUBLE("double", "0.0", "-0.0", "1.0", "1.5", "-2.25", "##NaN", "##Inf"),
    FLOAT("double", "{:float 1.0}", "{:float 0.5}", "{:float -3.0}"),
    BIGDEC("decimal", "0M", "1M", "1.0M", "1.00M", "-2.50M", "12345678901234567890.5M"),
    BIGINT("decimal", "0N", "1N", "-7N", "123456789012345678901234567890N"),
    BOOLEAN("boolean", "true", "false"),
    INSTANT(
            "instant",
            "#inst \"2014-01-01T00:00:00.001-00:00\"",
            "#inst \"2014-01-02T00:00:00.000-00:00\"",
            "#inst \"1969-07-20T20:17:40.000-00:00\""),
    UUID(
            "uuid",
            "#uuid \"00000000-0000-0000-0000-000000000001\"",
            "#uuid \"f0000000-0000-0000-8000-000000000002\"",
            "#uuid \"7fffffff-0000-0000-8000-000000000003\""),
    KEYWORD("keyword", ":color/red", ":color/blue", ":plain", ":db/doc"),
    URI("", "{:uri \"http://a.example/\"}", "{:uri \"http://b.example/\"}"),
    BYTES("", "{:bytes [1 2]}", "{:bytes []}", "{:bytes [-1]}"),
    TUPLE("", "[1 \"k0\"]", "[2 \"k1\"]", "[1 \"k1\"]"),
    /** An entity of one database, a transaction among them. */
    ENTITY("long");

    private final String columnType;
    /** Made by {@link List#of}. */
    @SuppressWarnings("ImmutableEnumChecker")
    private final List<String> values;

    Kind(String columnType, String... values) {
        this.columnType = columnType;
        this.values = List.of(values);
    }

    /** One of the values as EDN, the first ones more often. */
    String value(Random random) {
        int bound = random.nextInt(4) == 0 ? values.size() : Math.min(3, values.size());
        return values.get(random.nextInt(bound));
    }

    /** One of the first two values as EDN. */
    String oneOfTwo(Random random) {
        return values.get(random.nextInt(2));
    }

    /** Whether a query can hold the values as constants. */
    boolean isLiteral() {
        return this != FLOAT && this != URI && this != BYTES && this != TUPLE && this != ENTITY;
    }

    /** The label of the column type; empty if no column takes such values. */
    String columnType() {
        return columnType;
    }

    boolean isNumber() {
        return this == LONG || this == DOUBLE || this == FLOAT || this == BIGDEC || this == BIGINT;
    }

    String valueType() {
        return switch (this) {
            case ENTITY -> ":db.type/ref";
            default -> ":db.type/" + name().toLowerCase(Locale.ROOT);
        };
    }
}
