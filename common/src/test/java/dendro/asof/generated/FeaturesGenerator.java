package dendro.asof.generated;

import dendro.asof.generated.Scope.Variable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** A feature set over a generated world: one or two queries and the rules that they call. */
final class FeaturesGenerator {

    private static final List<String> OF_ANY = List.of("count", "count-distinct", "min", "max");
    private static final List<String> OF_NUMBERS = List.of("sum", "avg", "median", "variance", "stddev");

    private final Random random;
    private final WorldGenerator world;
    private final ClauseGenerator clauses;
    private final Map<String, String> types = new LinkedHashMap<>();
    private int columns;

    FeaturesGenerator(Random random, WorldGenerator world) {
        this.random = random;
        this.world = world;
        this.clauses = new ClauseGenerator(random, world);
    }

    /** The feature set as EDN. */
    String featureSet() {
        StringBuilder queries = new StringBuilder();
        int count = world.isNarrow() ? 1 : 1 + random.nextInt(2);
        for (int index = 0; index < count; index++) {
            queries.append("\n  ").append(query());
        }
        StringBuilder declared = new StringBuilder();
        types.forEach((column, type) ->
                declared.append(':').append(column).append(" :").append(type).append(' '));
        String rules = clauses.rules().isEmpty() ? "" : "\n :rules " + clauses.rules();
        return "{:name :generated :entity {:database :a :attribute :a/id}" + rules + "\n :features [" + queries
                + "]\n :types {" + declared + "}}";
    }

    private String query() {
        Kind ids = world.attributes("a").get(0).kind();
        Variable id = new Variable("?id", ids, "", true);
        Scope scope = Scope.of(id);
        List<String> where = new ArrayList<>();
        if (random.nextInt(10) > 0) {
            where.add("[$a ?e :a/id ?id]");
            scope.add(new Variable("?e", Kind.ENTITY, "a", true));
        }
        int count = 1 + random.nextInt(world.isNarrow() ? 3 : 5);
        for (int index = 0; index < count; index++) {
            where.add(clauses.clause(scope));
        }
        if (random.nextInt(5) == 0) {
            Collections.shuffle(where, random);
        }
        Set<String> find = new LinkedHashSet<>();
        Set<String> with = new LinkedHashSet<>();
        find(scope, find, with);
        List<String> keys = new ArrayList<>();
        find.forEach(element -> keys.add("c" + columns++));
        int column = 0;
        for (String element : find) {
            declare(scope, keys.get(column++), element);
        }
        with.removeIf(variable -> find.stream().anyMatch(element -> element.matches(".*\\" + variable + "\\b.*")));
        String rules = String.join(" ", where).contains("rule") ? " %" : "";
        return "[:find " + String.join(" ", find) + " :keys " + String.join(" ", keys)
                + (with.isEmpty() ? "" : " :with " + String.join(" ", with)) + " :in " + sources() + rules
                + " ?id :where " + String.join("\n    ", where) + "]";
    }

    private String sources() {
        return String.join(
                " ", world.schemas().keySet().stream().map(name -> "$" + name).toList());
    }

    private void find(Scope scope, Set<String> find, Set<String> with) {
        boolean aggregates = random.nextInt(5) > 1;
        int count = 1 + random.nextInt(aggregates ? 3 : 2);
        for (int index = 0; index < count; index++) {
            Variable variable = scope.any(random, any -> true).orElseThrow();
            if (aggregates
                    && (random.nextInt(6) > 0 || variable.kind().columnType().isEmpty())) {
                List<String> functions =
                        (variable.kind().isNumber() && random.nextInt(3) > 0) || random.nextInt(40) == 0
                                ? OF_NUMBERS
                                : OF_ANY;
                find.add("(" + functions.get(random.nextInt(functions.size())) + " " + variable.name() + ")");
            } else if (!variable.kind().columnType().isEmpty()) {
                find.add(variable.name());
            } else {
                find.add("(count " + variable.name() + ")");
            }
        }
        while (aggregates && random.nextInt(3) == 0) {
            with.add(scope.any(random, any -> true).orElseThrow().name());
        }
    }

    /** Declares the type of a column that the schemas do not tell. */
    private void declare(Scope scope, String column, String element) {
        String name =
                element.startsWith("(") ? element.substring(element.indexOf(' ') + 1, element.length() - 1) : element;
        String function = element.startsWith("(") ? element.substring(1, element.indexOf(' ')) : "";
        Variable variable = scope.any(random, any -> any.name().equals(name)).orElseThrow();
        String type = variable.kind().columnType().isEmpty()
                ? "text"
                : variable.kind().columnType();
        switch (function) {
            case "count", "count-distinct", "variance", "stddev" -> {}
            case "avg" -> types.put(column, variable.kind() == Kind.BIGDEC ? "decimal" : "double");
            case "median" -> types.put(column, type);
            default -> {
                if (!variable.isTyped()) {
                    types.put(column, type);
                }
            }
        }
    }
}
