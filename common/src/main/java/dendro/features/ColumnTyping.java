package dendro.features;

import clojure.lang.Keyword;
import clojure.lang.Symbol;
import datomic.Attribute;
import datomic.Database;
import dendro.problem.Problem;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import dendro.query.Query;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The types of a query's columns, read off the schema: a variable has the type of the attributes whose
 * values it is bound to, an aggregate the type that follows. What the schema does not tell (a function's
 * result) must be declared in the feature set.
 */
final class ColumnTyping {

    private static final Map<Object, ColumnType> BY_VALUE_TYPE = Map.ofEntries(
            Map.entry(Attribute.TYPE_LONG, ColumnType.LONG),
            Map.entry(Attribute.TYPE_REF, ColumnType.LONG),
            Map.entry(Attribute.TYPE_DOUBLE, ColumnType.DOUBLE),
            Map.entry(Attribute.TYPE_FLOAT, ColumnType.DOUBLE),
            Map.entry(Attribute.TYPE_BIGDEC, ColumnType.DECIMAL),
            Map.entry(Attribute.TYPE_BIGINT, ColumnType.DECIMAL),
            Map.entry(Attribute.TYPE_BOOLEAN, ColumnType.BOOLEAN),
            Map.entry(Attribute.TYPE_STRING, ColumnType.TEXT),
            Map.entry(Attribute.TYPE_KEYWORD, ColumnType.KEYWORD),
            Map.entry(Attribute.TYPE_INSTANT, ColumnType.INSTANT),
            Map.entry(Attribute.TYPE_UUID, ColumnType.UUID));

    private static final Set<String> COUNTS = Set.of("count", "count-distinct");
    private static final Set<String> REALS = Set.of("variance", "stddev");
    private static final Set<String> COMPARISONS = Set.of("=", "==", "not=", "!=", "<", ">", "<=", ">=");
    private static final Set<String> SAME_TYPE = Set.of("min", "max", "sum");

    private final Query query;
    private final Map<String, Database> schemas;
    private final Map<String, ColumnType> declared;
    private final Map<Symbol, Set<ColumnType>> variables = new HashMap<>();

    ColumnTyping(Query query, Map<String, Database> schemas, Map<String, ColumnType> declared) {
        this.query = query;
        this.schemas = schemas;
        this.declared = declared;
    }

    /** The columns in order; throws {@code attribute-unknown} or {@code feature-set-invalid}. */
    List<Column> columns() {
        query.where().forEach(this::clause);
        List<Column> columns = new ArrayList<>();
        for (int index = 0; index < query.columns().size(); index++) {
            String name = query.columns().get(index);
            columns.add(new Column(name, type(name, query.find().elements().get(index))));
        }
        return columns;
    }

    private ColumnType type(String name, Object element) {
        Optional<ColumnType> inferred = inferred(element);
        Optional<ColumnType> written = Optional.ofNullable(declared.get(name));
        if (inferred.isPresent() && written.isPresent() && !inferred.equals(written)) {
            throw invalid("Column '" + name + "' is declared " + written.get().label() + " but the schema says "
                    + inferred.get().label() + ".");
        }
        return inferred.or(() -> written)
                .orElseThrow(() -> invalid("The schema does not tell the type of column '" + name
                        + "'; declare it: :types {:" + name + " :long}."));
    }

    private Optional<ColumnType> inferred(Object element) {
        if (element instanceof Symbol variable) {
            Set<ColumnType> types = variables.getOrDefault(variable, Set.of());
            if (types.size() > 1) {
                throw invalid("The variable " + variable + " is bound to values of several types: " + types + ".");
            }
            return types.stream().findFirst();
        }
        if (element instanceof List<?> aggregate && aggregate.size() >= 2) {
            String function = String.valueOf(aggregate.get(0));
            if (COUNTS.contains(function)) {
                return Optional.of(ColumnType.LONG);
            }
            if (REALS.contains(function)) {
                return Optional.of(ColumnType.DOUBLE);
            }
            if (SAME_TYPE.contains(function) && aggregate.size() == 2) {
                return inferred(aggregate.get(1));
            }
        }
        return Optional.empty();
    }

    /** Data patterns bind variables to values; lists are {@code not}, {@code or}, {@code and} and rules around more clauses. */
    private void clause(Object clause) {
        if (!(clause instanceof List<?> parts) || parts.isEmpty()) {
            return;
        }
        Object first = parts.get(0);
        if (first instanceof List<?> call && !call.isEmpty()) {
            function(call, parts);
        } else if (clause instanceof java.util.RandomAccess) {
            pattern(parts);
        } else {
            parts.forEach(this::clause);
        }
    }

    private void pattern(List<?> parts) {
        boolean named =
                parts.get(0) instanceof Symbol symbol && symbol.getName().startsWith("$");
        int entity = named ? 1 : 0;
        if (!named || parts.size() < entity + 2) {
            return;
        }
        String database = String.valueOf(parts.get(0)).substring(1);
        bind(parts.get(entity), ColumnType.LONG);
        if (parts.get(entity + 1) instanceof Keyword name) {
            Attribute attribute = TypedFeatureSet.attribute(schemas, database, name);
            ColumnType type = BY_VALUE_TYPE.get(attribute.valueType());
            if (parts.size() > entity + 2 && type != null) {
                bind(parts.get(entity + 2), type);
            }
        }
        if (parts.size() > entity + 3) {
            bind(parts.get(entity + 3), ColumnType.LONG);
        }
    }

    private void function(List<?> call, List<?> parts) {
        if (parts.size() != 2) {
            return;
        }
        String name = String.valueOf(call.get(0));
        if (COMPARISONS.contains(name)) {
            bind(parts.get(1), ColumnType.BOOLEAN);
        } else if (name.equals("inst-ms")) {
            bind(parts.get(1), ColumnType.LONG);
        } else if (name.equals("get-else") && call.size() == 5 && call.get(3) instanceof Keyword attribute) {
            String database = String.valueOf(call.get(1)).substring(1);
            Object valueType =
                    TypedFeatureSet.attribute(schemas, database, attribute).valueType();
            Optional.ofNullable(BY_VALUE_TYPE.get(valueType)).ifPresent(type -> bind(parts.get(1), type));
        }
    }

    private void bind(Object position, ColumnType type) {
        if (position instanceof Symbol variable && variable.getName().startsWith("?")) {
            variables
                    .computeIfAbsent(variable, unbound -> EnumSet.noneOf(ColumnType.class))
                    .add(type);
        }
    }

    private static ProblemException invalid(String detail) {
        return new Problem(ProblemType.FEATURE_SET_INVALID, detail).exception();
    }
}
