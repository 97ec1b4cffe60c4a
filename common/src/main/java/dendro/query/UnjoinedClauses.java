package dendro.query;

import clojure.lang.Keyword;
import clojure.lang.Symbol;
import datomic.Database;
import dendro.edn.Edn;
import dendro.problem.Problem;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Finds clauses that have nothing to do with each other, also within {@code not}, {@code or}, rules and nested queries.
 *
 * <p>Clauses are joined by the variables they share. A variable of one value joins nothing, and what holds no others
 * multiplies nothing. Within a body, what reaches a variable of the surroundings is joined there.
 */
final class UnjoinedClauses {

    /** Rules called with different arguments known, and rules within rules. */
    private static final int MOST_CALLS = 1_000;

    private static final int DEEPEST_CALLS = 100;

    private static final Set<String> NESTED_QUERY = Set.of("q", "datomic.api/q");

    private final Map<String, Database> schemas;
    private final Map<String, List<List<?>>> rules = new HashMap<>();
    private final Map<String, List<Set<Integer>>> ruleLinks = new HashMap<>();
    private final SingleValues singles;
    private int open;

    /**
     * A search.
     *
     * @param schemas by source variable, of sources that show one value at most of an attribute that has one
     * @param rules that may be called
     */
    UnjoinedClauses(Map<String, Database> schemas, List<?> rules) {
        this.schemas = Map.copyOf(schemas);
        this.singles = new SingleValues(schemas);
        for (Object rule : rules) {
            String name = String.valueOf(
                    ClauseForms.items(ClauseForms.items(rule).get(0)).get(0));
            this.rules.computeIfAbsent(name, unseen -> new ArrayList<>()).add(ClauseForms.items(rule));
        }
    }

    /**
     * Refuses a query in which some clauses have nothing to do with others.
     *
     * @param inputs as {@code :in} has them
     * @throws ProblemException {@code query-disconnected} naming one clause of each group
     */
    void refuse(List<?> inputs, List<?> where) {
        Set<Symbol> given = new HashSet<>();
        JoinGroups groups = new JoinGroups();
        for (Object input : inputs) {
            Set<Symbol> variables = ClauseForms.variables(input);
            if (SingleValues.isOfOneRow(input)) {
                given.addAll(variables);
            } else if (!variables.isEmpty()) {
                groups.join(variables);
                groups.member(input, variables.iterator().next());
            }
        }
        var unused = walk(where, new Around(given, Set.of(), "$"), groups);
    }

    /**
     * What surrounds clauses.
     *
     * @param known variables of one value
     * @param outer variables that clauses around these hold, too
     * @param source that is meant where none is named
     */
    private record Around(Set<Symbol> known, Set<Symbol> outer, String source) {}

    /** The variables of one value, once the groups are known to be one. */
    private Set<Symbol> walk(List<?> clauses, Around around, JoinGroups groups) {
        Set<Symbol> known = singles.closure(around.known(), clauses, around.source());
        for (int index = 0; index < clauses.size(); index++) {
            Object clause = clauses.get(index);
            for (Set<Symbol> link : links(clauses, index, known, around)) {
                Set<Symbol> varying = new LinkedHashSet<>(link);
                varying.removeAll(known);
                if (!varying.isEmpty()) {
                    groups.join(varying);
                    groups.member(clause, varying.iterator().next());
                }
            }
        }
        List<JoinGroups.Member> first = groups.representatives();
        List<JoinGroups.Member> joinedOutside = first.stream()
                .filter(member -> groups.reaches(member, around.outer()))
                .toList();
        List<JoinGroups.Member> apart = new ArrayList<>(first);
        apart.removeAll(joinedOutside);
        if (!apart.isEmpty() && first.size() > 1) {
            apart.addAll(0, joinedOutside);
            throw disconnected(
                    apart.get(0).clause(), apart.get(apart.size() - 1).clause());
        }
        return known;
    }

    /** The sets of variables that a clause joins. */
    private List<Set<Symbol>> links(List<?> clauses, int index, Set<Symbol> known, Around around) {
        List<?> clause = ClauseForms.items(clauses.get(index));
        if (!ClauseForms.isParenthesised(clause)) {
            if (ClauseForms.isParenthesised(clause.get(0))) {
                nested(ClauseForms.items(clause.get(0)), around.source());
            }
            return List.of(ClauseForms.variables(clause));
        }
        List<?> parts = ClauseForms.withoutSource(clause);
        String source = ClauseForms.source(clause).orElse(around.source());
        List<?> rest = parts.subList(1, parts.size());
        return switch (String.valueOf(parts.get(0))) {
            case "not" -> {
                Set<Symbol> outer = new HashSet<>(around.outer());
                for (int other = 0; other < clauses.size(); other++) {
                    if (other != index) {
                        outer.addAll(ClauseForms.variables(clauses.get(other)));
                    }
                }
                var unused = walk(rest, new Around(known, outer, source), new JoinGroups());
                Set<Symbol> shared = ClauseForms.variables(clause);
                shared.retainAll(outer);
                yield List.of(shared);
            }
            case "not-join" -> {
                Set<Symbol> shared = ClauseForms.variables(rest.get(0));
                var unused = walk(rest.subList(1, rest.size()), inner(known, shared, source), new JoinGroups());
                yield List.of(shared);
            }
            case "or" -> alternatives(rest, ClauseForms.variables(clause), known, source);
            case "or-join" ->
                alternatives(rest.subList(1, rest.size()), ClauseForms.variables(rest.get(0)), known, source);
            default -> rule(String.valueOf(parts.get(0)), rest, known, source);
        };
    }

    private static Around inner(Set<Symbol> known, Set<Symbol> shared, String source) {
        Set<Symbol> visible = new HashSet<>(known);
        visible.retainAll(shared);
        return new Around(visible, shared, source);
    }

    private List<Set<Symbol>> alternatives(List<?> branches, Set<Symbol> shared, Set<Symbol> known, String source) {
        List<Symbol> variables = new ArrayList<>(shared);
        List<Body> bodies = new ArrayList<>();
        for (Object branch : branches) {
            List<?> items = ClauseForms.items(branch);
            boolean several = ClauseForms.isParenthesised(branch) && "and".equals(String.valueOf(items.get(0)));
            JoinGroups groups = new JoinGroups();
            Set<Symbol> single = walk(
                    several ? items.subList(1, items.size()) : List.of(branch), inner(known, shared, source), groups);
            bodies.add(new Body(variables, single, groups));
        }
        return named(joinedByAll(bodies), variables);
    }

    /**
     * One way for a rule or an alternative to hold.
     *
     * @param variables that it shares with its surroundings, by position
     * @param single those of all its variables that have one value
     */
    private record Body(List<Symbol> variables, Set<Symbol> single, JoinGroups groups) {
        boolean joins(int one, int other) {
            return single.contains(variables.get(one))
                    || single.contains(variables.get(other))
                    || groups.areJoined(variables.get(one), variables.get(other));
        }
    }

    /** Positions in groups that every body joins: what one of them does not join is not joined. */
    private static List<Set<Integer>> joinedByAll(List<Body> bodies) {
        int positions =
                bodies.stream().mapToInt(body -> body.variables().size()).min().orElse(0);
        List<Set<Integer>> groups = new ArrayList<>();
        for (int position = 0; position < positions; position++) {
            int next = position;
            Set<Integer> own = new LinkedHashSet<>(Set.of(position));
            groups.removeIf(
                    group -> group.stream().anyMatch(other -> bodies.stream().allMatch(body -> body.joins(other, next)))
                            && own.addAll(group));
            groups.add(own);
        }
        return groups;
    }

    /** What stands at positions, variables only. */
    private static List<Set<Symbol>> named(List<Set<Integer>> groups, List<?> terms) {
        return groups.stream()
                .map(positions -> positions.stream()
                        .filter(position -> position < terms.size() && ClauseForms.isVariable(terms.get(position)))
                        .map(position -> (Symbol) terms.get(position))
                        .collect(Collectors.<Symbol, Set<Symbol>>toCollection(LinkedHashSet::new)))
                .toList();
    }

    private List<Set<Symbol>> rule(String name, List<?> arguments, Set<Symbol> known, String source) {
        List<List<?>> definitions = rules.getOrDefault(name, List.of());
        Set<Integer> fixed = new LinkedHashSet<>();
        for (int position = 0; position < arguments.size(); position++) {
            Object argument = arguments.get(position);
            if (ClauseForms.isVariable(argument) ? known.contains(argument) : !"_".equals(String.valueOf(argument))) {
                fixed.add(position);
            }
        }
        String key = source + " " + name + " " + fixed;
        List<Set<Integer>> links = ruleLinks.get(key);
        if (links == null) {
            // A rule that calls itself joins, for now, all that it is given; so does one that is too much to look at.
            List<Set<Integer>> all =
                    List.of(IntStream.range(0, arguments.size()).boxed().collect(Collectors.toSet()));
            ruleLinks.put(key, all);
            boolean isLookedAt = !definitions.isEmpty() && ruleLinks.size() <= MOST_CALLS && open < DEEPEST_CALLS;
            links = isLookedAt ? joinedByAll(bodies(definitions, fixed, source)) : all;
            ruleLinks.put(key, links);
        }
        return named(links, arguments);
    }

    private List<Body> bodies(List<List<?>> definitions, Set<Integer> fixed, String source) {
        open++;
        List<Body> bodies = new ArrayList<>();
        for (List<?> definition : definitions) {
            List<Symbol> head = new ArrayList<>(ClauseForms.variables(definition.get(0)));
            Set<Symbol> known = new HashSet<>();
            fixed.stream()
                    .filter(position -> position < head.size())
                    .map(head::get)
                    .forEach(known::add);
            JoinGroups groups = new JoinGroups();
            Set<Symbol> single = walk(
                    definition.subList(1, definition.size()), new Around(known, new HashSet<>(head), source), groups);
            bodies.add(new Body(head, single, groups));
        }
        open--;
        return bodies;
    }

    /** {@code (q (quote query) input...)}: what a row gives it is one value each, unless it is taken apart. */
    private void nested(List<?> call, String implicit) {
        if (!NESTED_QUERY.contains(String.valueOf(call.get(0)))) {
            return;
        }
        Map<Keyword, List<?>> sections = Query.sections(unquoted(call.get(1)));
        List<?> inputs = sections.getOrDefault(Query.IN, List.of(Symbol.intern("$")));
        Map<String, Database> own = new HashMap<>();
        List<Object> ownRules = new ArrayList<>();
        for (int index = 0; index < inputs.size() && index + 2 < call.size(); index++) {
            Object given = call.get(index + 2);
            String input = String.valueOf(inputs.get(index));
            if (ClauseForms.isSource(given)) {
                String outer = given.toString().equals("$") ? implicit : given.toString();
                Database schema = schemas.get(outer);
                if (schema != null) {
                    own.put(input, schema);
                }
            } else if (input.equals("%")) {
                ownRules.addAll(ClauseForms.items(unquoted(given)));
            }
        }
        new UnjoinedClauses(own, ownRules).refuse(inputs, sections.getOrDefault(Query.WHERE, List.of()));
    }

    private static Object unquoted(Object quote) {
        return ClauseForms.items(quote).get(1);
    }

    private static ProblemException disconnected(Object clause, Object otherClause) {
        String one = Edn.write(clause);
        String other = Edn.write(otherClause);
        return new Problem(
                        ProblemType.QUERY_DISCONNECTED,
                        "`" + one + "` and `" + other + "` have nothing to do with each other, so every row of one"
                                + " would be combined with every row of the other; join them by a variable, or ask for"
                                + " it with \"allow-cartesian\": true.")
                .with("clause", one)
                .with("other-clause", other)
                .exception();
    }
}
