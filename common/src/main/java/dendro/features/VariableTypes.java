package dendro.features;

import clojure.lang.Keyword;
import clojure.lang.Symbol;
import datomic.Attribute;
import datomic.Database;
import dendro.query.RuleSet;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.RandomAccess;
import java.util.Set;

/**
 * What the schemas tell of the types of variables: of each, the types of all the attributes whose values it is bound
 * to. Every attribute that a clause names must exist.
 */
final class VariableTypes {

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

    private static final Set<String> COMPARISONS = Set.of("=", "==", "not=", "!=", "<", ">", "<=", ">=");
    private static final Set<String> GROUPS = Set.of("not", "or", "and");
    private static final Set<String> JOINS = Set.of("not-join", "or-join");
    private static final int DEEPEST_RULE = 16;

    private final RuleSet rules;
    private final Map<String, Database> schemas;
    private final int depth;
    private final Map<Symbol, Set<ColumnType>> types = new HashMap<>();

    VariableTypes(RuleSet rules, Map<String, Database> schemas) {
        this(rules, schemas, 0);
    }

    private VariableTypes(RuleSet rules, Map<String, Database> schemas, int depth) {
        this.rules = rules;
        this.schemas = schemas;
        this.depth = depth;
    }

    /** The types of a variable; empty if no schema tells. */
    Set<ColumnType> of(Symbol variable) {
        return types.getOrDefault(variable, Set.of());
    }

    /**
     * Learns from clauses.
     *
     * @param source that clauses read which name none
     */
    void learn(List<?> clauses, Optional<String> source) {
        clauses.forEach(clause -> clause((List<?>) clause, source));
    }

    private void clause(List<?> clause, Optional<String> implicit) {
        if (clause.get(0) instanceof List<?> call) {
            function(call, clause, implicit);
            return;
        }
        Optional<String> source = source(clause.get(0)).or(() -> implicit);
        List<?> parts = source(clause.get(0)).isPresent() ? clause.subList(1, clause.size()) : clause;
        if (clause instanceof RandomAccess) {
            source.ifPresent(database -> pattern(parts, database));
            return;
        }
        String head = String.valueOf(parts.get(0));
        List<?> rest = parts.subList(1, parts.size());
        if (GROUPS.contains(head)) {
            learn(rest, source);
        } else if (JOINS.contains(head)) {
            VariableTypes inner = new VariableTypes(rules, schemas, depth);
            inner.learn(rest.subList(1, rest.size()), source);
            joined((List<?>) rest.get(0), inner);
        } else {
            ruleCall(head, rest, source);
        }
    }

    private void joined(List<?> variables, VariableTypes inner) {
        for (Object variable : variables) {
            if (variable instanceof List<?> required) {
                joined(required, inner);
            } else if (variable instanceof Symbol symbol) {
                inner.of(symbol).forEach(type -> bind(symbol, type));
            }
        }
    }

    private void ruleCall(String name, List<?> arguments, Optional<String> source) {
        if (depth == DEEPEST_RULE) {
            return;
        }
        for (RuleSet.Definition definition : rules.named(name)) {
            VariableTypes inner = new VariableTypes(rules, schemas, depth + 1);
            inner.learn(definition.body(), source);
            for (int index = 0;
                    index < Math.min(arguments.size(), definition.head().size());
                    index++) {
                Object argument = arguments.get(index);
                inner.of(definition.head().get(index)).forEach(type -> bind(argument, type));
            }
        }
    }

    private void pattern(List<?> parts, String database) {
        bind(parts.get(0), ColumnType.LONG);
        if (parts.size() > 1 && parts.get(1) instanceof Keyword name) {
            Optional<ColumnType> type = type(database, name);
            if (parts.size() > 2 && type.isPresent()) {
                bind(parts.get(2), type.get());
            }
        }
        if (parts.size() > 3) {
            bind(parts.get(3), ColumnType.LONG);
        }
    }

    private void function(List<?> call, List<?> clause, Optional<String> implicit) {
        String name = String.valueOf(call.get(0));
        Optional<Object> binding = clause.size() == 2 ? Optional.of(clause.get(1)) : Optional.empty();
        if (COMPARISONS.contains(name)) {
            binding.ifPresent(variable -> bind(variable, ColumnType.BOOLEAN));
        } else if (name.equals("inst-ms")) {
            binding.ifPresent(variable -> bind(variable, ColumnType.LONG));
        } else if (call.size() > 3 && source(call.get(1)).or(() -> implicit).isPresent()) {
            reading(name, call, binding, source(call.get(1)).or(() -> implicit).get());
        }
    }

    private void reading(String name, List<?> call, Optional<Object> binding, String database) {
        switch (name) {
            case "get-else" -> {
                if (call.get(3) instanceof Keyword attribute) {
                    Optional<ColumnType> type = type(database, attribute);
                    binding.ifPresent(variable -> type.ifPresent(known -> bind(variable, known)));
                }
            }
            case "missing?" -> {
                if (call.get(3) instanceof Keyword attribute) {
                    var unused = type(database, attribute);
                }
                binding.ifPresent(variable -> bind(variable, ColumnType.BOOLEAN));
            }
            case "get-some" -> {
                for (Object attribute : call.subList(3, call.size())) {
                    if (attribute instanceof Keyword ident) {
                        Optional<ColumnType> type = type(database, ident);
                        if (binding.isPresent() && binding.get() instanceof List<?> pair && pair.size() == 2) {
                            bind(pair.get(0), ColumnType.LONG);
                            type.ifPresent(known -> bind(pair.get(1), known));
                        }
                    }
                }
            }
            default -> {}
        }
    }

    private Optional<ColumnType> type(String database, Keyword attribute) {
        return Optional.ofNullable(BY_VALUE_TYPE.get(
                TypedFeatureSet.attribute(schemas, database, attribute).valueType()));
    }

    private void bind(Object position, ColumnType type) {
        if (position instanceof Symbol variable && variable.getName().startsWith("?")) {
            types.computeIfAbsent(variable, unbound -> EnumSet.noneOf(ColumnType.class))
                    .add(type);
        }
    }

    private static Optional<String> source(Object form) {
        return form instanceof Symbol symbol
                        && symbol.getName().startsWith("$")
                        && symbol.getName().length() > 1
                ? Optional.of(symbol.getName().substring(1))
                : Optional.empty();
    }
}
