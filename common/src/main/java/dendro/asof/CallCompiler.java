package dendro.asof;

import clojure.lang.ArraySeq;
import clojure.lang.IFn;
import clojure.lang.Keyword;
import clojure.lang.Symbol;
import datomic.Attribute;
import dendro.edn.Edn;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;
import java.util.Set;

/** Compiles calls, {@code [(f ?x 1) binding]}. */
final class CallCompiler {

    private static final Set<String> READING = Set.of("get-else", "get-some", "missing?");

    private static final Set<String> TOTAL = Set.of("ground", "=", "not=", "identity", "str", "vector", "tuple");
    private static final Set<String> COMPARING = Set.of("<", "<=", ">", ">=", "!=");

    private static final Map<Object, Class<?>> CLASSES = Map.of(
            Attribute.TYPE_LONG, Long.class,
            Attribute.TYPE_REF, Long.class,
            Attribute.TYPE_STRING, String.class,
            Attribute.TYPE_INSTANT, java.util.Date.class,
            Attribute.TYPE_DOUBLE, Double.class,
            Attribute.TYPE_BIGDEC, java.math.BigDecimal.class);

    private final PlannedAttributes attributes;
    private final PatternCompiler patterns;

    CallCompiler(PlannedAttributes attributes, PatternCompiler patterns) {
        this.attributes = attributes;
        this.patterns = patterns;
    }

    /** Whether all that the call takes is known. */
    static boolean isReady(Object clause, Scope scope) {
        return Clauses.taken(clause).stream().allMatch(scope::isKnown);
    }

    /**
     * Refuses clauses that have {@code _} in the bindings of two calls: the peer takes it for a variable there, so that
     * one joins the other.
     */
    static void requireOneBlank(List<?> clauses) {
        List<Object> withBlank = new ArrayList<>();
        collectBlanks(clauses, withBlank);
        if (withBlank.size() > 1) {
            throw new CannotCompile(withBlank.get(1), "the peer joins its _ with that of another call");
        }
    }

    private static void collectBlanks(Object form, List<Object> withBlank) {
        if (Clauses.isCall(form)) {
            List<?> parts = Clauses.items(form);
            if (parts.size() > 1 && holdsBlank(parts.get(1))) {
                withBlank.add(form);
            }
        } else if (form instanceof List<?> items) {
            items.forEach(item -> collectBlanks(item, withBlank));
        }
    }

    private static boolean holdsBlank(Object binding) {
        return Clauses.isBlank(binding)
                || (binding instanceof List<?> items && items.stream().anyMatch(CallCompiler::holdsBlank));
    }

    Part compile(Object clause, Scope scope) {
        List<?> parts = Clauses.items(clause);
        List<?> call = Clauses.items(parts.get(0));
        if (!(call.get(0) instanceof Symbol name)) {
            throw new CannotCompile(clause, "it calls no name");
        }
        List<String> lines = List.of(Edn.write(clause));
        if (READING.contains(name.toString())) {
            return reading(clause, name.toString(), call, parts, scope, lines);
        }
        IFn function = Functions.named(name)
                .orElseThrow(() -> new CannotCompile(clause, name + " is compiled by the peer and is no function"));
        List<Term.Known> arguments = new ArrayList<>();
        for (Object argument : call.subList(1, call.size())) {
            arguments.add(argument(clause, argument, scope));
        }
        boolean isEquality = name.toString().equals("=") && parts.size() == 1;
        if ((isEquality || COMPARING.contains(name.toString())) && arguments.size() != 2) {
            throw new CannotCompile(
                    clause, name + " compares two values; what else it finds depends on the clauses beside it");
        }
        if (isEquality) {
            requireNoneOfSeveral(clause, arguments, scope);
        }
        if (scope.isNegated() && canThrow(name, arguments, scope)) {
            throw new CannotCompile(
                    clause, "it can throw, and within a negation the peer calls it for other rows, too");
        }
        if (isLookupRef(name, call, parts, scope)) {
            scope.alias((Symbol) parts.get(1), new Term.Pair((Keyword) call.get(1), arguments.get(1), function));
            return new Part(lines, next -> next);
        }
        Result result = result(clause, parts, scope);
        if (arguments.stream().allMatch(Term.Constant.class::isInstance)) {
            requireHarmless(clause, function, arguments, result);
        }
        return new Part(lines, next -> new Call(function, arguments, result, next));
    }

    /**
     * Comparing an entity's values with what is given, the peer stops at the first that differs: at one of many, and
     * where the attribute has no index by value, or two patterns read it, at one that has been overwritten.
     */
    private static void requireNoneOfSeveral(Object clause, List<Term.Known> arguments, Scope scope) {
        boolean isGiven =
                arguments.stream().anyMatch(argument -> argument instanceof Term.Constant || argument.equals(Scope.ID));
        if (isGiven && arguments.stream().anyMatch(scope::isOneOfSeveral)) {
            throw new CannotCompile(
                    clause,
                    "the peer stops at the first value, also an overwritten one, that is not equal to what is given");
        }
    }

    /** Whether some arguments might be of a kind that the function does not take. */
    private static boolean canThrow(Symbol name, List<Term.Known> arguments, Scope scope) {
        if (TOTAL.contains(name.toString())) {
            return false;
        }
        if (!COMPARING.contains(name.toString())) {
            return arguments.stream().anyMatch(argument -> !(argument instanceof Term.Constant));
        }
        Set<Object> kinds = new HashSet<>();
        for (Term.Known argument : arguments) {
            kinds.add(
                    argument instanceof Term.Constant constant
                            ? constant.constant().getClass()
                            : scope.valueType(argument).map(CLASSES::get).orElse(Object.class));
        }
        return kinds.size() != 1 || kinds.contains(Object.class);
    }

    /** A call of constants is made by the peer, and what it gives is taken apart, although no row may ever get to it. */
    private static void requireHarmless(Object clause, IFn function, List<Term.Known> constants, Result result) {
        Object[] values = constants.stream()
                .map(term -> ((Term.Constant) term).constant())
                .toArray();
        Object given;
        try {
            given = function.applyTo(ArraySeq.create(values));
        } catch (Exception | StackOverflowError e) {
            throw new CannotCompile(clause, "it throws whatever the row is");
        }
        if (!result.fits(given)) {
            throw new CannotCompile(clause, "what it gives is not of the shape that it is bound to");
        }
    }

    /** {@code [(vector :customer/id ?id) ?ref]}, which names an entity wherever one is expected. */
    private static boolean isLookupRef(Symbol name, List<?> call, List<?> parts, Scope scope) {
        return Set.of("vector", "tuple").contains(name.toString())
                && call.size() == 3
                && call.get(1) instanceof Keyword
                && parts.size() == 2
                && Clauses.isVariable(parts.get(1))
                && !scope.isKnown((Symbol) parts.get(1));
    }

    private Part reading(Object clause, String name, List<?> call, List<?> parts, Scope scope, List<String> lines) {
        if (call.size() < 4 || !Clauses.isSource(call.get(1))) {
            throw new CannotCompile(clause, "it names no database, entity and attribute");
        }
        String database = String.valueOf(call.get(1)).substring(1);
        int source = attributes.source(database);
        if (source < 0) {
            throw new CannotCompile(clause, "its database is not one of the query's");
        }
        Term.Known entity = patterns.knownEntity(clause, call.get(2), database, scope);
        switch (name) {
            case "missing?" -> {
                int attribute = attributes.byEntity(database, attribute(clause, database, call.get(3)));
                Result result = result(clause, parts, scope);
                return new Part(lines, next -> new Absence(source, attribute, entity, result, next));
            }
            case "get-else" -> {
                int attribute = attributes.byEntity(database, single(clause, database, call.get(3)));
                if (call.size() != 5) {
                    throw new CannotCompile(clause, "it has no default");
                }
                Term.Known otherwise = argument(clause, call.get(4), scope);
                Result result = result(clause, parts, scope);
                return new Part(lines, next -> new ValueOr(source, attribute, entity, otherwise, result, next));
            }
            default -> {
                List<FirstValue.Candidate> candidates = new ArrayList<>();
                for (Object attribute : call.subList(3, call.size())) {
                    Attribute single = single(clause, database, attribute);
                    candidates.add(new FirstValue.Candidate(
                            attributes.byEntity(database, single),
                            attributes.ident(database, (Keyword) attribute).orElseThrow()));
                }
                Result result = result(clause, parts, scope);
                return new Part(lines, next -> new FirstValue(source, candidates, entity, result, next));
            }
        }
    }

    private Attribute attribute(Object clause, String database, Object name) {
        if (!(name instanceof Keyword)) {
            throw new CannotCompile(clause, "its attribute is not a constant");
        }
        return patterns.attribute(clause, database, name);
    }

    private Attribute single(Object clause, String database, Object name) {
        Attribute attribute = attribute(clause, database, name);
        if (!attribute.cardinality().equals(Attribute.CARDINALITY_ONE)) {
            throw new CannotCompile(clause, "the attribute " + name + " may have many values");
        }
        return attribute;
    }

    private static Term.Known argument(Object clause, Object form, Scope scope) {
        if (form instanceof Symbol symbol) {
            return scope.known(symbol)
                    .orElseThrow(() -> new CannotCompile(clause, symbol + " is no value that a call takes"));
        }
        if (!isData(form)) {
            throw new CannotCompile(clause, Edn.write(form) + " is an expression within a call");
        }
        return new Term.Constant(form);
    }

    /** Collections of data stand for themselves; lists and symbols in them are the peer's to evaluate. */
    private static boolean isData(Object form) {
        if (form instanceof Symbol || (form instanceof List<?> && !(form instanceof RandomAccess))) {
            return false;
        }
        if (form instanceof Map<?, ?> map) {
            return map.entrySet().stream().allMatch(entry -> isData(entry.getKey()) && isData(entry.getValue()));
        }
        if (form instanceof Iterable<?> items) {
            for (Object item : items) {
                if (item == null || !isData(item)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static Result result(Object clause, List<?> parts, Scope scope) {
        if (parts.size() == 1) {
            return new Result.Test();
        }
        Object binding = parts.get(1);
        List<Object> names = new ArrayList<>();
        flatten(binding, names);
        Set<Object> distinct = new HashSet<>(names);
        if (distinct.size() < names.size()) {
            throw new CannotCompile(clause, "it binds a variable twice");
        }
        if (!Collections.disjoint(distinct, Clauses.variables(parts.get(0)))) {
            throw new CannotCompile(clause, "it binds a variable that it takes");
        }
        if (names.isEmpty()) {
            throw new CannotCompile(clause, "it binds no variable");
        }
        return result(clause, binding, scope);
    }

    private static void flatten(Object binding, List<Object> names) {
        if (binding instanceof List<?> items) {
            items.forEach(item -> flatten(item, names));
        } else if (Clauses.isVariable(binding)) {
            names.add(binding);
        }
    }

    private static Result result(Object clause, Object binding, Scope scope) {
        if (!(binding instanceof List<?> items)) {
            return new Result.Scalar(place(clause, binding, scope));
        }
        if (items.size() == 2 && "...".equals(String.valueOf(items.get(1)))) {
            return new Result.Each(new Result.Scalar(place(clause, items.get(0), scope)));
        }
        if (items.size() == 1 && items.get(0) instanceof List<?> inner) {
            return new Result.Each(tuple(clause, inner, scope));
        }
        return tuple(clause, items, scope);
    }

    private static Result tuple(Object clause, List<?> items, Scope scope) {
        List<Term> terms = new ArrayList<>();
        for (Object item : items) {
            terms.add(place(clause, item, scope));
        }
        return new Result.Tuple(List.copyOf(terms));
    }

    private static Term place(Object clause, Object form, Scope scope) {
        if (Clauses.isBlank(form)) {
            return new Term.Blank();
        }
        if (form instanceof Symbol symbol && Clauses.isVariable(form)) {
            Term place = scope.bind(symbol);
            scope.learnNothing(place);
            return place;
        }
        throw new CannotCompile(clause, "its result is bound to " + Edn.write(form));
    }
}
