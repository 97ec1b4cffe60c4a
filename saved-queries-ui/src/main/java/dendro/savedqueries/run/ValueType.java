package dendro.savedqueries.run;

import clojure.lang.Keyword;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dendro.cursor.Instants;
import dendro.edn.Edn;
import dendro.problem.Problem;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;

/** The type that one value is sent as: how JSON from a page becomes an entry of the query-service's {@code args}. */
enum ValueType {
    TEXT {
        @Override
        Optional<JsonNode> argument(JsonNode value) {
            return value.isTextual() ? Optional.of(value) : Optional.empty();
        }
    },
    NUMBER {
        @Override
        Optional<JsonNode> argument(JsonNode value) {
            return number(value).map(unused -> value.isNumber() ? value : plain(value));
        }

        private JsonNode plain(JsonNode text) {
            BigDecimal number = number(text).orElseThrow();
            return number.scale() <= 0 && isLong(number)
                    ? LongNode.valueOf(number.longValueExact())
                    : JsonNodeFactory.instance.numberNode(number.doubleValue());
        }
    },
    LONG {
        @Override
        Optional<JsonNode> argument(JsonNode value) {
            return number(value).filter(ValueType::isLong).map(number -> LongNode.valueOf(number.longValueExact()));
        }
    },
    DOUBLE {
        @Override
        Optional<JsonNode> argument(JsonNode value) {
            // As EDN, for JSON of a whole double would be read as a long.
            return number(value)
                    .filter(number -> !Double.isInfinite(number.doubleValue()))
                    .map(number -> edn(Double.toString(number.doubleValue())));
        }
    },
    DECIMAL {
        @Override
        Optional<JsonNode> argument(JsonNode value) {
            return number(value)
                    .filter(number -> number.scale() >= 0 && number.scale() <= MOST_DIGITS)
                    .map(number -> edn(number.toPlainString() + "M"));
        }
    },
    INSTANT {
        @Override
        Optional<JsonNode> argument(JsonNode value) {
            return text(value).flatMap(Instants::parse).map(instant -> edn("#inst \"" + instant + "\""));
        }
    },
    KEYWORD {
        @Override
        Optional<JsonNode> argument(JsonNode value) {
            return text(value)
                    .map(text -> text.startsWith(":") ? text : ":" + text)
                    .filter(text -> form(text).filter(Keyword.class::isInstance).isPresent())
                    .map(ValueType::edn);
        }
    },
    UUID {
        @Override
        Optional<JsonNode> argument(JsonNode value) {
            return text(value).filter(ValueType::isUuid).map(text -> edn("#uuid \"" + text + "\""));
        }
    },
    BOOLEAN {
        @Override
        Optional<JsonNode> argument(JsonNode value) {
            return value.isBoolean() ? Optional.of(BooleanNode.valueOf(value.booleanValue())) : Optional.empty();
        }
    },
    EDN {
        @Override
        Optional<JsonNode> argument(JsonNode value) {
            return text(value).filter(text -> form(text).isPresent()).map(ValueType::edn);
        }
    };

    private static final int MOST_DIGITS = 1000;

    /** The value as it is sent; empty if it is none of this type. */
    abstract Optional<JsonNode> argument(JsonNode value);

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The type with this name.
     *
     * @throws ProblemException {@code request-invalid} if there is none
     */
    static ValueType of(String label) {
        for (ValueType type : values()) {
            if (type.label().equals(label)) {
                return type;
            }
        }
        throw new Problem(ProblemType.REQUEST_INVALID, "There is no type '" + label + "' of a value.").exception();
    }

    private static JsonNode edn(String text) {
        return JsonNodeFactory.instance.objectNode().set("edn", TextNode.valueOf(text));
    }

    private static Optional<String> text(JsonNode value) {
        return value.isTextual() ? Optional.of(value.textValue()) : Optional.empty();
    }

    private static Optional<Object> form(String text) {
        try {
            return Optional.of(Edn.read(text));
        } catch (ProblemException e) {
            return Optional.empty();
        }
    }

    /** A number, also if it comes as text: JSON of a page has no digits beyond those of a double. */
    private static Optional<BigDecimal> number(JsonNode value) {
        if (value.isNumber()) {
            return Optional.of(value.decimalValue());
        }
        if (!value.isTextual() || !value.textValue().matches("-?[0-9]{1,1000}(\\.[0-9]{1,1000})?")) {
            return Optional.empty();
        }
        return Optional.of(new BigDecimal(value.textValue()));
    }

    private static boolean isLong(BigDecimal number) {
        try {
            var unused = number.longValueExact();
            return true;
        } catch (ArithmeticException e) {
            return false;
        }
    }

    private static boolean isUuid(String text) {
        try {
            return java.util.UUID.fromString(text).toString().equalsIgnoreCase(text);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
