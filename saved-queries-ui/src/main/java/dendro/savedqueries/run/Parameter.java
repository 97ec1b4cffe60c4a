package dendro.savedqueries.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dendro.problem.Problem;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One input of a query as it is declared beside its text, and how a value for it becomes an entry of the query-service's
 * {@code args}.
 *
 * @param name by which values come
 * @param shape one value, one of some, or many
 * @param of the type that each value is sent as
 * @param choices what a value may be, if it is one of some
 * @param ifAbsent the value if none comes
 */
record Parameter(String name, Shape shape, ValueType of, List<JsonNode> choices, Optional<JsonNode> ifAbsent) {

    enum Shape {
        ONE,
        CHOICE,
        LIST
    }

    Parameter {
        choices = List.copyOf(choices);
    }

    /**
     * The parameters that a saved query declares, as it keeps them.
     *
     * @throws ProblemException {@code request-invalid} if they are none
     */
    static List<Parameter> read(JsonNode declared) {
        List<Parameter> parameters = new ArrayList<>();
        Set<String> names = new LinkedHashSet<>();
        for (JsonNode one : declared) {
            Parameter parameter = readOne(one);
            if (!names.add(parameter.name())) {
                throw invalid("Two parameters are named '" + parameter.name() + "'.");
            }
            parameters.add(parameter);
        }
        return parameters;
    }

    private static Parameter readOne(JsonNode json) {
        String name = json.path("name").asText("");
        String type = json.path("type").asText("");
        if (name.isEmpty() || type.isEmpty()) {
            throw invalid("A parameter has a 'name' and a 'type'.");
        }
        Shape shape =
                switch (type) {
                    case "list" -> Shape.LIST;
                    case "choice" -> Shape.CHOICE;
                    default -> Shape.ONE;
                };
        ValueType of = ValueType.of(json.path("of").asText(shape == Shape.ONE ? type : "text"));
        List<JsonNode> choices = new ArrayList<>();
        json.path("choices").forEach(choices::add);
        JsonNode ifAbsent = json.path("default");
        return new Parameter(
                name,
                shape,
                of,
                choices,
                ifAbsent.isMissingNode() || ifAbsent.isNull() ? Optional.empty() : Optional.of(ifAbsent));
    }

    /**
     * A value as it is sent.
     *
     * @throws ProblemException {@code argument-mismatch} naming the parameter, if the value is missing or of another type
     */
    JsonNode argument(JsonNode given) {
        JsonNode value = given.isMissingNode() || given.isNull()
                ? ifAbsent.orElseThrow(() -> mismatch("The parameter '" + name + "' has no value."))
                : given;
        return switch (shape) {
            case ONE -> one(value);
            case CHOICE -> chosen(value);
            case LIST -> list(value);
        };
    }

    private JsonNode chosen(JsonNode value) {
        if (!choices.contains(value)) {
            throw mismatch("The parameter '" + name + "' is one of " + choices + ", not " + value + ".");
        }
        return one(value);
    }

    private JsonNode list(JsonNode value) {
        if (!value.isArray()) {
            throw mismatch("The parameter '" + name + "' is a list of values.");
        }
        ArrayNode arguments = JsonNodeFactory.instance.arrayNode();
        value.forEach(item -> arguments.add(one(item)));
        return arguments;
    }

    private JsonNode one(JsonNode value) {
        return of.argument(value)
                .orElseThrow(() -> mismatch("The parameter '" + name + "' is of type " + of.label() + ", which "
                        + shown(value) + " is not."));
    }

    private static String shown(JsonNode value) {
        String text = value.toString();
        return text.length() <= 100 ? text : text.substring(0, 100) + "…";
    }

    private ProblemException mismatch(String detail) {
        return new Problem(ProblemType.ARGUMENT_MISMATCH, detail)
                .with("parameter", name)
                .exception();
    }

    private static ProblemException invalid(String detail) {
        return new Problem(ProblemType.REQUEST_INVALID, detail).exception();
    }
}
