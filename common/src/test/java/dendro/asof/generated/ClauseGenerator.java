package dendro.asof.generated;

import dendro.asof.generated.Scope.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;

/** Clauses that mostly mean something: each uses variables that others bind, at places of their kind. */
final class ClauseGenerator {

    private static final int DEEPEST = 2;

    private final Random random;
    private final WorldGenerator world;
    private final List<String> rules = new ArrayList<>();
    private int variables;
    private int depth;

    ClauseGenerator(Random random, WorldGenerator world) {
        this.random = random;
        this.world = world;
    }

    /** The rules that clauses call, as EDN; empty if none is. */
    String rules() {
        return rules.isEmpty() ? "" : "[" + String.join("\n  ", rules) + "]";
    }

    /** A clause; what it binds is in the scope afterwards. */
    String clause(Scope scope) {
        int choice = random.nextInt(30);
        if (world.isNarrow() && choice % 3 == 0) {
            return predicate(scope);
        }
        if (choice < 12) {
            return pattern(scope);
        } else if (choice < 14) {
            return transaction(scope);
        } else if (choice < 18) {
            return function(scope);
        } else if (choice < 20) {
            return predicate(scope);
        } else if (choice < 23) {
            return reading(scope);
        } else if (choice == 23) {
            return lookup(scope);
        } else if (choice == 24) {
            return odd(scope);
        } else if (depth == DEEPEST) {
            return pattern(scope);
        }
        depth++;
        try {
            return switch (choice) {
                case 25 -> negation(scope);
                case 26 -> negationJoin(scope);
                case 27 -> alternative(scope);
                case 28 -> alternativeJoin(scope);
                default -> rule(scope);
            };
        } finally {
            depth--;
        }
    }

    private String pattern(Scope scope) {
        Optional<Variable> entity = scope.any(random, variable -> isEntityHere(variable, scope));
        if (entity.isPresent() && random.nextInt(3) > 0) {
            return byEntity(scope, entity.get(), "");
        }
        Optional<Variable> value =
                scope.any(random, variable -> !attributesOf(variable, scope).isEmpty());
        if (value.isPresent() && random.nextInt(40) > 0) {
            GeneratedAttribute attribute = any(attributesOf(value.get(), scope));
            return byValue(scope, attribute, value.get().name());
        }
        if (entity.isPresent() && random.nextInt(8) > 0) {
            return byEntity(scope, entity.get(), "");
        }
        GeneratedAttribute attribute = any(attributesHere(scope));
        if (attribute.kind() == Kind.ENTITY) {
            GeneratedAttribute identity = world.attributes(attribute.database()).get(0);
            return byValue(scope, attribute, "[" + identity.ident() + " " + world.id(identity.kind()) + "]");
        }
        return byValue(scope, attribute, attribute.kind().isLiteral() ? world.value(attribute.kind()) : "?nothing");
    }

    private String byEntity(Scope scope, Variable entity, String transaction) {
        GeneratedAttribute attribute = any(world.attributes(entity.database()));
        String head = "[" + source(scope, attribute.database()) + entity.name() + " " + attribute.ident();
        if (transaction.isEmpty() && random.nextInt(15) == 0) {
            return head + "]";
        }
        return head + " " + value(scope, attribute) + transaction + "]";
    }

    private String byValue(Scope scope, GeneratedAttribute attribute, String value) {
        String text;
        Variable entity = new Variable(fresh(), Kind.ENTITY, attribute.database(), true);
        Optional<Variable> known = scope.any(
                random,
                variable ->
                        variable.kind() == Kind.ENTITY && variable.database().equals(attribute.database()));
        if (known.isPresent() && random.nextInt(8) == 0) {
            text = known.get().name();
        } else {
            text = entity.name();
            scope.add(entity);
        }
        return "[" + source(scope, attribute.database()) + text + " " + attribute.ident() + " " + value + "]";
    }

    private String value(Scope scope, GeneratedAttribute attribute) {
        int choice = random.nextInt(20);
        if (choice < 2) {
            Optional<Variable> known = scope.any(
                    random,
                    variable -> variable.kind() == attribute.kind()
                            && (variable.kind() != Kind.ENTITY
                                    || variable.database().equals(attribute.database())));
            if (known.isPresent()) {
                return known.get().name();
            }
        } else if (choice < 4 && attribute.kind().isLiteral()) {
            return world.value(attribute.kind());
        } else if (choice == 4) {
            return "_";
        } else if (choice < 9 && attribute.kind() == Kind.ENTITY) {
            GeneratedAttribute identity = world.attributes(attribute.database()).get(0);
            return "[" + identity.ident() + " " + world.id(identity.kind()) + "]";
        }
        Variable fresh = new Variable(
                fresh(), attribute.kind(), attribute.kind() == Kind.ENTITY ? attribute.database() : "", true);
        scope.add(fresh);
        return fresh.name();
    }

    /** {@code [?e :a ?v ?tx] [?tx :db/txInstant ?at]} */
    private String transaction(Scope scope) {
        Optional<Variable> entity = scope.any(random, variable -> isEntityHere(variable, scope));
        if (entity.isEmpty()) {
            return pattern(scope);
        }
        String database = entity.get().database();
        String transaction = fresh();
        String pattern = byEntity(scope, entity.get(), " " + transaction);
        Variable instant = new Variable(fresh(), Kind.INSTANT, "", true);
        scope.add(new Variable(transaction, Kind.ENTITY, database, true));
        if (random.nextInt(4) == 0) {
            return pattern;
        }
        scope.add(instant);
        return pattern + " [" + source(scope, database) + transaction + " :db/txInstant " + instant.name() + "]";
    }

    private String function(Scope scope) {
        if (random.nextInt(4) == 0) {
            Optional<String> untupled = untupled(scope);
            if (untupled.isPresent()) {
                return untupled.get();
            }
        }
        Variable argument = scope.any(random, random.nextInt(4) == 0 ? any -> true : ClauseGenerator::isRare)
                .or(() -> scope.any(random, any -> true))
                .orElseThrow();
        String x = argument.name();
        return switch (argument.kind()) {
            case LONG -> {
                Optional<Variable> other = scope.any(random, is(Kind.LONG));
                yield bound(
                        scope,
                        "(" + one("+", "-", "*", "max", "min", "quot", "rem") + " " + x + " "
                                + (random.nextBoolean()
                                        ? other.orElseThrow().name()
                                        : String.valueOf(random.nextInt(4)))
                                + ")",
                        Kind.LONG);
            }
            case DOUBLE, FLOAT, BIGDEC, BIGINT ->
                bound(scope, "(" + one("-", "inc", "abs") + " " + x + ")", argument.kind());
            case STRING ->
                random.nextBoolean()
                        ? bound(scope, "(" + one("count", "hash") + " " + x + ")", Kind.LONG)
                        : bound(
                                scope,
                                "(" + one("str", "clojure.string/upper-case", "identity") + " " + x + ")",
                                Kind.STRING);
            case KEYWORD -> bound(scope, "(name " + x + ")", Kind.STRING);
            case INSTANT -> bound(scope, "(inst-ms " + x + ")", Kind.LONG);
            case TUPLE -> untuple(scope, x);
            default -> ground(scope);
        };
    }

    /** A tuple of some entity and what it consists of, if there is such an attribute. */
    private Optional<String> untupled(Scope scope) {
        Optional<Variable> entity = scope.any(random, variable -> isEntityHere(variable, scope));
        return entity.flatMap(known -> world.attributes(known.database()).stream()
                .filter(attribute -> attribute.kind() == Kind.TUPLE)
                .findFirst()
                .map(attribute -> {
                    Variable tuple = new Variable(fresh(), Kind.TUPLE, "", true);
                    scope.add(tuple);
                    return "[" + source(scope, known.database()) + known.name() + " " + attribute.ident() + " "
                            + tuple.name() + "] " + untuple(scope, tuple.name());
                }));
    }

    private String untuple(Scope scope, String tuple) {
        Variable number = new Variable(fresh(), Kind.LONG, "", false);
        Variable text = new Variable(fresh(), Kind.STRING, "", false);
        scope.add(number);
        scope.add(text);
        return "[(untuple " + tuple + ") [" + number.name() + " " + text.name() + "]]";
    }

    private static boolean isRare(Variable variable) {
        return variable.kind() == Kind.TUPLE || variable.kind() == Kind.INSTANT || variable.kind() == Kind.KEYWORD;
    }

    /** Constants, mostly joined with what is known. */
    private String ground(Scope scope) {
        Optional<Variable> entity = scope.any(random, variable -> isEntityHere(variable, scope));
        Optional<GeneratedAttribute> attribute = entity.map(known -> any(world.attributes(known.database()).stream()
                .filter(any -> any.kind().isLiteral())
                .toList()));
        if (attribute.isEmpty() || random.nextInt(30) == 0) {
            return ground(scope, one(Kind.STRING, Kind.LONG, Kind.KEYWORD, Kind.UUID));
        }
        String text = ground(scope, attribute.get().kind());
        Variable value = scope.all().get(scope.all().size() - 1);
        return text + " [" + source(scope, entity.get().database())
                + entity.get().name() + " " + attribute.get().ident() + " " + value.name() + "]";
    }

    private String ground(Scope scope, Kind kind) {
        Variable value = new Variable(fresh(), kind, "", false);
        scope.add(value);
        return switch (random.nextInt(4)) {
            case 0 -> "[(ground " + world.value(kind) + ") " + value.name() + "]";
            case 1 -> "[(ground [" + world.value(kind) + " " + world.value(kind) + "]) [" + value.name() + " ...]]";
            case 2 ->
                "[(ground [[" + world.value(kind) + " 1] [" + world.value(kind) + " 2]]) [[" + value.name() + " "
                        + fresh() + "]]]";
            default -> "[(ground [" + world.value(kind) + " 7]) [" + value.name() + " _]]";
        };
    }

    private String bound(Scope scope, String call, Kind kind) {
        if (random.nextInt(6) == 0) {
            Optional<Variable> known = scope.any(random, is(kind));
            if (known.isPresent()) {
                return "[" + call + " " + known.get().name() + "]";
            }
        }
        Variable result = new Variable(fresh(), kind, "", false);
        scope.add(result);
        return "[" + call + " " + result.name() + "]";
    }

    private String predicate(Scope scope) {
        Variable left = scope.any(random, any -> true).orElseThrow();
        Optional<Variable> right = scope.any(random, is(left.kind()));
        if (left.kind().isLiteral() && (random.nextBoolean() || right.isEmpty())) {
            return "[(" + one("=", "not=", "!=", "<", "<=", ">", ">=") + " " + left.name() + " "
                    + world.value(left.kind()) + ")]";
        }
        String third = left.kind().isLiteral() && random.nextInt(8) == 0 ? " " + world.value(left.kind()) : "";
        return "[(" + one("=", "not=", "<", ">=", "!=") + " " + left.name() + " "
                + right.orElse(left).name() + third + ")]";
    }

    private String reading(Scope scope) {
        Optional<Variable> entity = scope.any(random, is(Kind.ENTITY));
        if (entity.isEmpty() || scope.implicit().isPresent()) {
            return pattern(scope);
        }
        String database = entity.get().database();
        GeneratedAttribute attribute = mostlySingle(database);
        GeneratedAttribute other = mostlySingle(database);
        String start = "$" + database + " " + entity.get().name() + " " + attribute.ident();
        switch (random.nextInt(3)) {
            case 0 -> {
                if (!attribute.kind().isLiteral()) {
                    return "[(missing? " + start + ")]";
                }
                Variable value = new Variable(fresh(), attribute.kind(), "", true);
                scope.add(value);
                return "[(get-else " + start + " " + world.value(attribute.kind()) + ") " + value.name() + "]";
            }
            case 1 -> {
                Variable value = new Variable(fresh(), attribute.kind(), "", true);
                if (attribute.kind() != Kind.ENTITY) {
                    scope.add(value);
                }
                return "[(get-some " + start + (random.nextBoolean() ? " " + other.ident() : "") + ") [" + fresh() + " "
                        + value.name() + "]]";
            }
            default -> {
                return random.nextBoolean()
                        ? "[(missing? " + start + ")]"
                        : "[(missing? " + start + ") " + fresh() + "]";
            }
        }
    }

    /** Calls that read one value refuse attributes of cardinality many. */
    private GeneratedAttribute mostlySingle(String database) {
        GeneratedAttribute first = any(world.attributes(database));
        return first.many() && random.nextInt(8) > 0
                ? world.attributes(database).get(0)
                : first;
    }

    /** A lookup ref made of a variable. */
    private String lookup(Scope scope) {
        GeneratedAttribute identity = any(List.copyOf(world.schemas().values())).get(0);
        Optional<Variable> key = scope.any(random, is(identity.kind()));
        if (key.isEmpty() || scope.implicit().isPresent()) {
            return pattern(scope);
        }
        Variable entity = new Variable(fresh(), Kind.ENTITY, identity.database(), true);
        String call = "[(" + one("vector", "tuple") + " " + identity.ident() + " "
                + key.get().name() + ") " + entity.name() + "]";
        return call + " " + byEntity(scope, entity, "");
    }

    /** What is left to the peer, or refused by it. */
    private String odd(Scope scope) {
        Optional<Variable> entity = scope.any(random, variable -> isEntityHere(variable, scope));
        if (entity.isEmpty()) {
            return ground(scope);
        }
        String source = source(scope, entity.get().database());
        String e = entity.get().name();
        GeneratedAttribute attribute = any(world.attributes(entity.get().database()));
        return switch (random.nextInt(4)) {
            case 0 -> "[" + source + e + " " + fresh() + " " + fresh() + "]";
            case 1 -> "[" + source + e + " " + attribute.ident() + " _ " + fresh() + " true]";
            case 2 -> "[(if " + e + " 1 2) " + fresh() + "]";
            default -> "[" + source + e + " " + attribute.ident() + " 1]";
        };
    }

    /** Within {@code not} no variable may be new. */
    private String negation(Scope scope) {
        Optional<String> source = scope.implicit().or(this::anySource);
        Scope inner = scope.branch(source);
        String clauses = some(inner);
        for (Variable fresh : scope.newIn(inner)) {
            if (random.nextInt(20) > 0) {
                clauses = clauses.replaceAll("\\" + fresh.name() + "\\b", "_");
            }
        }
        return "(" + named(scope, source) + "not " + clauses + ")";
    }

    private String negationJoin(Scope scope) {
        List<Variable> joined = someOf(scope);
        Optional<String> source = scope.implicit().or(() -> random.nextBoolean() ? Optional.empty() : home(joined));
        return "(" + named(scope, source) + "not-join " + names(joined) + " "
                + about(joined, scope.closed(joined, source)) + ")";
    }

    private static String named(Scope scope, Optional<String> source) {
        return scope.implicit().isPresent() || source.isEmpty() ? "" : "$" + source.get() + " ";
    }

    private static Optional<String> home(List<Variable> joined) {
        return joined.stream().filter(is(Kind.ENTITY)).map(Variable::database).findFirst();
    }

    /** Clauses that use what they are joined by. */
    private String about(List<Variable> joined, Scope scope) {
        StringBuilder text = new StringBuilder();
        for (Variable variable : joined) {
            List<GeneratedAttribute> attributes = attributesOf(variable, scope);
            if (isEntityHere(variable, scope)) {
                text.append(byEntity(scope, variable, "")).append(' ');
            } else if (!attributes.isEmpty()) {
                text.append(byValue(scope, any(attributes), variable.name())).append(' ');
            } else {
                text.append("[(identity ")
                        .append(variable.name())
                        .append(") ")
                        .append(fresh())
                        .append("] ");
            }
        }
        return text + (random.nextInt(3) == 0 ? clause(scope) : "");
    }

    /** Branches with the same variables: what a branch is like with other attributes or a condition more. */
    private String alternative(Scope scope) {
        String source = source(scope);
        Scope inner = scope.branch(Optional.of(source));
        String one = random.nextInt(3) > 0 ? pattern(inner) : branch(inner);
        scope.newIn(inner).forEach(scope::add);
        return "(" + (scope.implicit().isPresent() ? "" : "$" + source + " ") + "or " + one + " "
                + similar(one, source, inner) + ")";
    }

    private String similar(String branch, String source, Scope scope) {
        for (GeneratedAttribute attribute : world.attributes(source)) {
            List<String> others = world.attributes(source).stream()
                    .filter(other -> other.kind() == attribute.kind() && !other.equals(attribute))
                    .map(GeneratedAttribute::ident)
                    .toList();
            if (branch.contains(attribute.ident() + " ") && !others.isEmpty()) {
                return branch.replace(attribute.ident() + " ", any(others) + " ");
            }
        }
        Optional<Variable> tested =
                scope.any(random, variable -> variable.kind().isLiteral() && branch.contains(variable.name() + "]"));
        String clauses = branch.startsWith("(and ") ? branch.substring("(and ".length(), branch.length() - 1) : branch;
        return tested.map(variable ->
                        "(and " + clauses + " [(not= " + variable.name() + " " + world.value(variable.kind()) + ")])")
                .orElse(branch);
    }

    private String alternativeJoin(Scope scope) {
        List<Variable> joined = new ArrayList<>(someOf(scope));
        String source = home(joined).filter(home -> scope.implicit().isEmpty()).orElseGet(() -> source(scope));
        Scope before = scope.closed(joined, Optional.of(source));
        Scope first = scope.closed(joined, Optional.of(source));
        String one = about(joined, first);
        List<Variable> bound = before.newIn(first);
        Optional<Variable> exported =
                bound.isEmpty() || random.nextBoolean() ? Optional.empty() : Optional.of(any(bound));
        String other = exported.isPresent()
                ? similar("(and " + one + ")", source, first)
                : "(and " + about(joined, scope.closed(joined, Optional.of(source))) + ")";
        exported.ifPresent(joined::add);
        exported.ifPresent(scope::add);
        return "(" + named(scope, Optional.of(source)) + "or-join " + names(joined) + " (and " + one + ") " + other
                + ")";
    }

    private String rule(Scope scope) {
        Optional<Variable> entity = scope.any(random, variable -> isEntityHere(variable, scope));
        if (entity.isEmpty()) {
            return pattern(scope);
        }
        String source = entity.get().database();
        String name = "rule" + rules.size();
        rules.add("");
        int place = rules.size() - 1;
        Variable parameter = new Variable("?p", Kind.ENTITY, source, true);
        Scope body = scope.closed(List.of(parameter), Optional.of(source));
        String clauses = about(List.of(parameter), body);
        Optional<Variable> result = body.any(random, variable -> !variable.equals(parameter) && random.nextInt(4) > 0);
        String required = random.nextInt(4) == 0 ? "[?p]" : "?p";
        String head = "(" + name + " " + required
                + result.map(variable -> " " + variable.name()).orElse("") + ")";
        String second = random.nextInt(3) == 0 && result.isEmpty()
                ? "\n  [" + head + " "
                        + about(List.of(parameter), scope.closed(List.of(parameter), Optional.of(source))) + "]"
                : "";
        rules.set(place, "[" + head + " " + clauses + "]" + second);
        String call = "(" + (scope.implicit().isPresent() ? "" : "$" + source + " ") + name + " "
                + entity.get().name();
        if (result.isPresent()) {
            Variable argument = new Variable(
                    fresh(),
                    result.get().kind(),
                    result.get().database(),
                    result.get().isTyped());
            scope.add(argument);
            return call + " " + argument.name() + ")";
        }
        return call + ")";
    }

    private String branch(Scope scope) {
        String first = clause(scope);
        if (random.nextInt(3) > 0 && !first.contains("] [")) {
            return first;
        }
        return "(and " + first + (random.nextBoolean() ? " " + clause(scope) : "") + ")";
    }

    private String some(Scope scope) {
        String first = clause(scope);
        return random.nextInt(3) == 0 ? first + " " + clause(scope) : first;
    }

    private List<Variable> someOf(Scope scope) {
        List<Variable> chosen = new ArrayList<>();
        Optional<Variable> entity = scope.any(random, is(Kind.ENTITY));
        entity.ifPresent(chosen::add);
        if (entity.isEmpty() || random.nextInt(3) == 0) {
            Variable other = scope.any(random, any -> true).orElseThrow();
            if (!chosen.contains(other)) {
                chosen.add(other);
            }
        }
        return chosen;
    }

    private Optional<String> anySource() {
        return random.nextBoolean()
                ? Optional.empty()
                : Optional.of(any(List.copyOf(world.schemas().keySet())));
    }

    private String source(Scope scope) {
        return scope.implicit().orElseGet(() -> any(List.copyOf(world.schemas().keySet())));
    }

    private static String source(Scope scope, String database) {
        return scope.implicit().isPresent() ? "" : "$" + database + " ";
    }

    private static boolean isEntityHere(Variable variable, Scope scope) {
        return variable.kind() == Kind.ENTITY
                && scope.implicit().map(variable.database()::equals).orElse(true);
    }

    private List<GeneratedAttribute> attributesHere(Scope scope) {
        return world.schemas().entrySet().stream()
                .filter(entry -> scope.implicit().map(entry.getKey()::equals).orElse(true))
                .flatMap(entry -> entry.getValue().stream())
                .toList();
    }

    private List<GeneratedAttribute> attributesOf(Variable value, Scope scope) {
        return attributesHere(scope).stream()
                .filter(attribute -> attribute.kind() == value.kind()
                        && (value.kind() != Kind.ENTITY || attribute.database().equals(value.database())))
                .toList();
    }

    private static Predicate<Variable> is(Kind kind) {
        return variable -> variable.kind() == kind;
    }

    private static String names(List<Variable> variables) {
        return "[" + String.join(" ", variables.stream().map(Variable::name).toList()) + "]";
    }

    private String fresh() {
        return "?v" + variables++;
    }

    private <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    @SafeVarargs
    private <T> T one(T... all) {
        return all[random.nextInt(all.length)];
    }
}
