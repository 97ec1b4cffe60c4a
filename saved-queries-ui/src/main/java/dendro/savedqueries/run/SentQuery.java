package dendro.savedqueries.run;

import clojure.lang.PersistentVector;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dendro.edn.Edn;
import dendro.problem.Problem;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A query as the query-service is sent it, whatever the moment. With the cursor of an answer it is what has the same
 * answer for ever, so a run keeps it whole.
 *
 * @param text of the query, with {@code %} in its {@code :in} if rules are sent
 * @param args one for each input that is no source
 * @param sources what the query's sources are that are not databases of their names, or JSON's null
 * @param allowCartesian whether clauses that have nothing to do with each other may be combined
 * @param limit of rows, if there is one
 */
record SentQuery(String text, ArrayNode args, JsonNode sources, boolean allowCartesian, OptionalInt limit) {

    /**
     * The query that a text, what is declared beside it and values come to.
     *
     * @param declared the text's parameters; empty if values come by the names of its variables
     * @param values by name of parameter
     * @param rules of saved procedures, each {@code [[(name ?x) clause…] …]}
     * @throws ProblemException {@code edn-syntax}, {@code query-invalid}, or {@code argument-mismatch} naming the parameter
     */
    static SentQuery of(
            String text,
            Optional<List<Parameter>> declared,
            ObjectNode values,
            JsonNode sources,
            List<String> rules,
            boolean allowCartesian,
            OptionalInt limit) {
        QueryInputs written = QueryInputs.of(text, names(sources));
        QueryInputs inputs = rules.isEmpty() ? written : written.withRules();
        return new SentQuery(
                inputs.text(), arguments(inputs.names(), declared, values, rules), sources, allowCartesian, limit);
    }

    /** The request's members, without a cursor. */
    ObjectNode body() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("query", text);
        body.set("args", args);
        if (sources.isObject()) {
            body.set("sources", sources);
        }
        if (allowCartesian) {
            body.put("allow-cartesian", true);
        }
        limit.ifPresent(rows -> body.put("limit", rows));
        return body;
    }

    /** The request that asks it as of a cursor; the newest state if that is JSON's null. */
    ObjectNode body(JsonNode cursor) {
        ObjectNode body = body();
        if (!cursor.isNull() && !cursor.isMissingNode()) {
            body.set("cursor", cursor);
        }
        return body;
    }

    private static ArrayNode arguments(
            List<String> inputs, Optional<List<Parameter>> declared, ObjectNode values, List<String> rules) {
        List<String> variables =
                inputs.stream().filter(name -> !name.equals(QueryInputs.RULES)).toList();
        Map<String, JsonNode> taken = new LinkedHashMap<>();
        List<JsonNode> arguments = declared.isPresent()
                ? ofParameters(variables, declared.get(), values, taken)
                : ofVariables(variables, values, taken);
        values.fieldNames().forEachRemaining(name -> {
            if (!taken.containsKey(name)) {
                throw mismatch("The query has no parameter '" + name + "'.", name);
            }
        });
        ArrayNode args = JsonNodeFactory.instance.arrayNode();
        int next = 0;
        for (String input : inputs) {
            args.add(input.equals(QueryInputs.RULES) ? combined(rules) : arguments.get(next++));
        }
        return args;
    }

    private static List<JsonNode> ofParameters(
            List<String> variables, List<Parameter> declared, ObjectNode values, Map<String, JsonNode> taken) {
        if (variables.size() != declared.size()) {
            throw new Problem(
                            ProblemType.ARGUMENT_MISMATCH,
                            "The query takes " + variables.size() + " values, " + String.join(" ", variables) + ", but "
                                    + declared.size() + " parameters are declared for them.")
                    .exception();
        }
        List<JsonNode> arguments = new ArrayList<>();
        for (Parameter parameter : declared) {
            JsonNode value = values.path(parameter.name());
            taken.put(parameter.name(), value);
            arguments.add(parameter.argument(value));
        }
        return arguments;
    }

    /** Values of what declares no parameters come as the query-service takes them, by the variable's name. */
    private static List<JsonNode> ofVariables(List<String> variables, ObjectNode values, Map<String, JsonNode> taken) {
        List<JsonNode> arguments = new ArrayList<>();
        for (String variable : variables) {
            String plain = variable.replaceAll("^[\\[(\\s]*\\?|[\\s.)\\]]*$", "");
            String name = values.has(variable) ? variable : plain;
            JsonNode value = values.path(name);
            if (value.isMissingNode() || value.isNull()) {
                throw mismatch("The parameter '" + plain + "' has no value.", plain);
            }
            taken.put(name, value);
            arguments.add(value);
        }
        return arguments;
    }

    private static JsonNode combined(List<String> rules) {
        Set<Object> all = new LinkedHashSet<>();
        for (String text : rules) {
            if (!(Edn.read(text) instanceof List<?> some)) {
                throw new Problem(ProblemType.QUERY_INVALID, "A procedure's rules are a vector of rules.").exception();
            }
            all.addAll(some);
        }
        return JsonNodeFactory.instance
                .objectNode()
                .put("edn", Edn.write(PersistentVector.create(new ArrayList<>(all))));
    }

    private static Set<String> names(JsonNode sources) {
        Set<String> names = new LinkedHashSet<>();
        sources.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static ProblemException mismatch(String detail, String parameter) {
        return new Problem(ProblemType.ARGUMENT_MISMATCH, detail)
                .with("parameter", parameter)
                .exception();
    }
}
