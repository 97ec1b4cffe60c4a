package dendro.asof;

import clojure.lang.Symbol;
import dendro.edn.Edn;
import dendro.query.RuleSet;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Compiles clauses, one after the other as {@link ClauseOrder} says, each to a part of the plan. */
final class ClauseCompiler {

    private static final int DEEPEST = 64;

    private final PlannedAttributes attributes;
    private final RuleSet rules;
    private final PatternCompiler patterns;
    private final CallCompiler calls;
    private final Deque<String> open = new ArrayDeque<>();

    ClauseCompiler(PlannedAttributes attributes, RuleSet rules) {
        this.attributes = attributes;
        this.rules = rules;
        this.patterns = new PatternCompiler(attributes);
        this.calls = new CallCompiler(attributes, patterns);
    }

    /**
     * The clauses of a query.
     *
     * @param wanted the variables that it finds something by
     */
    List<Part> compileQuery(List<?> clauses, Set<Symbol> wanted, Scope scope) {
        for (Object clause : clauses) {
            if (ClauseOrder.runsInPlace(clause)) {
                Set<Symbol> others = new HashSet<>(wanted);
                clauses.stream()
                        .filter(other -> other != clause)
                        .map(Clauses::variables)
                        .forEach(others::addAll);
                others.removeIf(scope::isGiven);
                if (Collections.disjoint(Clauses.variables(clause), others)) {
                    throw new CannotCompile(
                            clause, "nothing else has to do with it; the peer can forget that it finds nothing then");
                }
            }
        }
        return compileAll(clauses, scope);
    }

    List<Part> compileAll(List<?> clauses, Scope scope) {
        requireJoined(clauses);
        PeerOrder peers = new PeerOrder(clauses, scope);
        ClauseOrder ours = new ClauseOrder(clauses, scope, patterns, this::obstacleWithin);
        List<Object> order = new ArrayList<>();
        List<Part> parts = new ArrayList<>();
        while (!ours.isDone()) {
            Object clause = ours.next();
            order.add(clause);
            parts.add(compile(clause, scope));
        }
        peers.requireEarly(order);
        return parts;
    }

    /** What must be found although no row may ever get to it. */
    List<Term.LookupRef> constantLookups() {
        return patterns.constantLookups();
    }

    /** What keeps an alternative or a rule from being compiled in a scope. */
    private Optional<CannotCompile> obstacleWithin(Object clause, Scope scope) {
        PlannedAttributes.Snapshot before = attributes.snapshot();
        try {
            var unused = compile(clause, scope.branch());
            return Optional.empty();
        } catch (CannotCompile e) {
            attributes.restore(before);
            return Optional.of(e);
        }
    }

    private Part compile(Object clause, Scope scope) {
        if (!scope.maySay(clause)) {
            throw new CannotCompile(clause, "the peer does not know the database by its name within another clause");
        }
        if (Clauses.isPattern(clause)) {
            return patterns.compile(clause, scope);
        }
        if (Clauses.isCall(clause)) {
            return calls.compile(clause, scope);
        }
        if (Clauses.isNegation(clause)) {
            return negation(clause, scope);
        }
        if (Clauses.isAlternative(clause)) {
            return alternative(clause, scope);
        }
        return rule(clause, scope);
    }

    private Part negation(Object clause, Scope scope) {
        List<?> items = Clauses.items(clause);
        List<?> parts = Clauses.withoutSource(items);
        Optional<String> source = Clauses.source(items).or(scope::source);
        boolean listed = Clauses.head(clause).equals("not-join");
        Scope inner = scope.branch().within(source);
        List<?> clauses = parts.subList(listed ? 2 : 1, parts.size());
        if (listed) {
            requireUse(clause, Clauses.variables(parts.get(1)), clauses);
            inner = joined(clause, parts.get(1), scope, source);
        }
        int mark = scope.registers().mark();
        List<Part> negated = compileAll(clauses, inner.negated());
        Step condition = Part.chain(negated, new Not.Met(mark));
        return new Part(lines(Clauses.head(clause), negated), next -> new Not(mark, condition, next));
    }

    private Part alternative(Object clause, Scope scope) {
        List<?> items = Clauses.items(clause);
        List<?> parts = Clauses.withoutSource(items);
        Optional<String> source = Clauses.source(items).or(scope::source);
        boolean listed = Clauses.head(clause).equals("or-join");
        Set<Symbol> variables = listed ? Clauses.variables(parts.get(1)) : Clauses.variables(clause);
        if (listed && Clauses.items(parts.get(1)).get(0) instanceof List<?> required) {
            requireKnown(clause, required, scope);
        }
        List<List<Part>> branches = new ArrayList<>();
        List<Scope> scopes = new ArrayList<>();
        for (Object branch : parts.subList(listed ? 2 : 1, parts.size())) {
            if (!listed && !Clauses.variables(branch).equals(variables)) {
                throw new CannotCompile(clause, "its branches use different variables");
            }
            variables.forEach(variable -> prepare(variable, scope));
            Scope inner = (listed ? joined(clause, parts.get(1), scope, source) : scope.branch()).inBody(source);
            List<?> clauses = Clauses.head(branch).equals("and")
                    ? Clauses.items(branch).subList(1, Clauses.items(branch).size())
                    : List.of(branch);
            requireUse(clause, variables, clauses);
            branches.add(compileAll(clauses, inner));
            scopes.add(inner);
        }
        return union(clause, Clauses.head(clause), variables, branches, scopes, scope);
    }

    private Part rule(Object clause, Scope scope) {
        List<?> items = Clauses.items(clause);
        List<?> parts = Clauses.withoutSource(items);
        String name = Clauses.head(clause);
        List<RuleSet.Definition> definitions = rules.named(name);
        if (definitions.isEmpty()) {
            throw new CannotCompile(clause, "there is no rule '" + name + "'");
        }
        if (open.contains(name) || open.size() > DEEPEST) {
            throw new CannotCompile(clause, "the rule '" + name + "' calls itself");
        }
        List<?> arguments = parts.subList(1, parts.size());
        Set<Symbol> variables = Clauses.variables(arguments);
        List<List<Part>> branches = new ArrayList<>();
        List<Scope> scopes = new ArrayList<>();
        open.push(name);
        try {
            for (RuleSet.Definition definition : definitions) {
                requireUse(clause, definition.head(), definition.body());
                Scope inner = call(clause, arguments, definition, scope);
                branches.add(compileAll(definition.body(), inner));
                scopes.add(inner);
            }
        } finally {
            open.pop();
        }
        return union(clause, Edn.write(clause), variables, branches, scopes, scope);
    }

    private static Scope call(Object clause, List<?> arguments, RuleSet.Definition definition, Scope scope) {
        if (arguments.size() != definition.head().size()
                || new HashSet<>(definition.head()).size() < arguments.size()
                || new HashSet<Object>(arguments).size() < arguments.size()) {
            throw new CannotCompile(clause, "its arguments do not match the rule's one by one");
        }
        Optional<String> source = Clauses.source(Clauses.items(clause)).or(scope::source);
        Scope inner = scope.closed(source).inBody(source);
        for (int index = 0; index < arguments.size(); index++) {
            Object argument = arguments.get(index);
            Symbol variable = definition.head().get(index);
            if (Clauses.isVariable(argument)) {
                prepare((Symbol) argument, scope);
                inner.alias(variable, meaning((Symbol) argument, scope));
            } else if (!Clauses.isBlank(argument)) {
                inner.alias(variable, new Term.Constant(argument));
            }
            if (definition.required().contains(variable) && !inner.isKnown(variable)) {
                throw new CannotCompile(clause, variable + " must be known to call the rule");
            }
        }
        return inner;
    }

    /** Every branch must have bound every variable that was not known before. */
    private static Part union(
            Object clause,
            String title,
            Set<Symbol> variables,
            List<List<Part>> branches,
            List<Scope> scopes,
            Scope scope) {
        Scope after = scope.branch();
        scopes.forEach(after::bindAllOf);
        for (Symbol variable : variables) {
            for (Scope branch : scopes) {
                Scope alone = scope.branch();
                alone.bindAllOf(branch);
                if (!alone.isKnown(variable)) {
                    throw new CannotCompile(clause, "one of its branches does not bind " + variable);
                }
            }
        }
        scope.bindAllOf(after);
        List<String> lines = new ArrayList<>();
        lines.add(title);
        branches.forEach(branch -> {
            lines.add("  either");
            Part.indented(branch).forEach(line -> lines.add("  " + line));
        });
        return new Part(
                lines,
                next -> new Or(branches.stream()
                        .map(branch -> Part.chain(branch, next))
                        .toList()));
    }

    /** The scope within a join: its variables are those outside, all others are its own. */
    private static Scope joined(Object clause, Object variables, Scope scope, Optional<String> source) {
        Scope inner = scope.closed(source);
        for (Symbol variable : Clauses.variables(variables)) {
            prepare(variable, scope);
            inner.alias(variable, meaning(variable, scope));
        }
        if (Clauses.variables(variables).isEmpty()) {
            throw new CannotCompile(clause, "it joins by no variable");
        }
        return inner;
    }

    /**
     * Refuses clauses of which some have nothing to do with the others. The peer runs each group on its own, in ways
     * that depend on the clauses' order: calls throw although another group is empty, and groups that are empty are
     * sometimes forgotten.
     */
    private static void requireJoined(List<?> clauses) {
        Map<Object, Set<Symbol>> apart = new LinkedHashMap<>();
        clauses.forEach(clause -> apart.put(clause, Clauses.variables(clause)));
        Set<Symbol> joined = new HashSet<>();
        boolean grown = true;
        while (grown) {
            grown = apart.entrySet().removeIf(clause -> {
                boolean isNegation = Clauses.isNegation(clause.getKey());
                boolean isJoined =
                        (joined.isEmpty() && !isNegation) || !Collections.disjoint(clause.getValue(), joined);
                if (isJoined && !isNegation) {
                    joined.addAll(clause.getValue());
                }
                return isJoined;
            });
        }
        if (!apart.isEmpty()) {
            throw new CannotCompile(
                    apart.keySet().iterator().next(), "it has nothing to do with the clauses before it");
        }
    }

    /** What the peer makes of a variable that joins nothing inside is its own affair. */
    private static void requireUse(Object clause, Collection<Symbol> variables, List<?> inside) {
        Set<Symbol> used = Clauses.variables(inside);
        for (Symbol variable : variables) {
            if (!used.contains(variable)) {
                throw new CannotCompile(clause, variable + " does not occur inside");
            }
        }
    }

    private static Term meaning(Symbol variable, Scope scope) {
        Optional<Term.Known> known = scope.known(variable);
        if (known.isPresent() && !(known.get() instanceof Term.Bound)) {
            return known.get();
        }
        return scope.slotOf(variable);
    }

    /** Gives a variable its register before branches that will bind it are told apart. */
    private static void prepare(Symbol variable, Scope scope) {
        if (!scope.isKnown(variable)) {
            var unused = scope.slotOf(variable);
        }
    }

    private static void requireKnown(Object clause, List<?> required, Scope scope) {
        for (Object variable : required) {
            if (variable instanceof Symbol symbol && !scope.isKnown(symbol)) {
                throw new CannotCompile(clause, variable + " must be known before it");
            }
        }
    }

    private static List<String> lines(String title, List<Part> parts) {
        List<String> lines = new ArrayList<>();
        lines.add(title);
        lines.addAll(Part.indented(parts));
        return lines;
    }
}
