package dendro.query;

import clojure.lang.IPersistentList;
import clojure.lang.IPersistentMap;
import clojure.lang.IPersistentVector;
import clojure.lang.Keyword;
import clojure.lang.PersistentArrayMap;
import clojure.lang.PersistentList;
import clojure.lang.PersistentVector;
import clojure.lang.Symbol;
import dendro.procedure.ProcedureFunctions;
import dendro.query.bounded.BoundedFunctions;
import dendro.query.guard.QueryGuard;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the peer is given for what was written: functions by the names under which it finds them, and the rules of
 * procedures beside those that came with the query. Forms have passed the guard, so a list is a call, a rule, a quoted
 * form, {@code not} or {@code or}, and nothing else.
 */
final class PeerForm {

    private static final Set<String> GROUPS = Set.of("not", "or", "and", "not-join", "or-join");
    private static final Set<String> NESTED_QUERY = Set.of("q", "datomic.api/q");
    private static final Symbol RULES = Symbol.intern("%");
    private static final Symbol GROUND = Symbol.intern("ground");
    private static final Symbol QUOTE = Symbol.intern("quote");

    private final QueryGuard guard;
    private final Set<String> rulesCalled = new LinkedHashSet<>();
    private int constants;

    private PeerForm(QueryGuard guard) {
        this.guard = guard;
    }

    /** What {@code :find} holds, or the elements of it. */
    static PersistentVector find(List<?> elements) {
        List<Object> written = new ArrayList<>();
        for (Object element : elements) {
            if (element instanceof IPersistentList && element instanceof List<?> call) {
                written.add(named(call, BoundedFunctions.aggregate((Symbol) call.get(0))));
            } else if (element instanceof IPersistentVector && element instanceof List<?> inner) {
                written.add(find(inner));
            } else {
                written.add(element);
            }
        }
        return PersistentVector.create(written);
    }

    /** The clauses of a query. */
    static PersistentVector where(List<?> clauses, QueryGuard guard) {
        return new PeerForm(guard).all(clauses);
    }

    /**
     * Rules, and those of procedures that they or a query call.
     *
     * @param called by the query
     */
    static PersistentVector rules(List<?> rules, Set<String> called, QueryGuard guard) {
        PeerForm form = new PeerForm(guard);
        form.rulesCalled.addAll(called);
        List<Object> written = new ArrayList<>();
        rules.forEach(rule -> written.add(form.rule((List<?>) rule)));
        for (Object rule : guard.procedureRules().calledBy(form.rulesCalled)) {
            written.add(form.rule((List<?>) rule));
        }
        return PersistentVector.create(written);
    }

    private Object rule(List<?> rule) {
        List<Object> parts = new ArrayList<>();
        parts.add(rule.get(0));
        rule.subList(1, rule.size()).forEach(clause -> parts.add(clause(clause)));
        return PersistentVector.create(parts);
    }

    /** The clauses of a query's {@code :where}. */
    private PersistentVector all(List<?> clauses) {
        List<Object> written = new ArrayList<>(clauses.size());
        for (Object clause : clauses) {
            written.addAll(namedConstants(clause).orElseGet(() -> List.of(clause(clause))));
        }
        return PersistentVector.create(written);
    }

    private PersistentVector each(List<?> items) {
        return PersistentVector.create(items.stream().map(this::clause).toList());
    }

    /**
     * A call of a rule with a named source and constants, {@code ($bills dear ?bill 1000)}, with variables for the
     * constants, after clauses that bind those. The peer does the same but then forgets the source. Within {@code not} and
     * {@code or} no variables can be added; there, {@code ($bills not (dear ?bill 1000))} names the source to the same end.
     */
    private Optional<List<Object>> namedConstants(Object clause) {
        if (!isRuleOfNamedSource(clause)) {
            return Optional.empty();
        }
        List<Object> call = new ArrayList<>((List<?>) clause);
        List<Object> written = new ArrayList<>();
        for (int place = 2; place < call.size(); place++) {
            if (!(call.get(place) instanceof Symbol)) {
                Symbol variable = Symbol.intern("?constant__" + ++constants);
                written.add(PersistentVector.create(PersistentList.create(List.of(GROUND, call.get(place))), variable));
                call.set(place, variable);
            }
        }
        rulesCalled.add(String.valueOf(call.get(1)));
        written.add(PersistentList.create(call));
        return Optional.of(written);
    }

    private static boolean isRuleOfNamedSource(Object clause) {
        return clause instanceof IPersistentList
                && clause instanceof List<?> items
                && items.size() > 2
                && ClauseForms.isSource(items.get(0))
                && !GROUPS.contains(String.valueOf(items.get(1)));
    }

    private Object clause(Object clause) {
        if (!(clause instanceof List<?> items) || items.isEmpty()) {
            return clause;
        }
        if (clause instanceof IPersistentList) {
            return parenthesised(items);
        }
        if (items.get(0) instanceof IPersistentList && items.get(0) instanceof List<?> call) {
            List<Object> parts = new ArrayList<>(items);
            parts.set(0, call(call));
            return PersistentVector.create(parts);
        }
        return clause;
    }

    private Object parenthesised(List<?> items) {
        int head = String.valueOf(items.get(0)).startsWith("$") ? 1 : 0;
        String name = String.valueOf(items.get(head));
        if (GROUPS.contains(name)) {
            return PersistentList.create(each(items));
        }
        rulesCalled.add(name);
        return items;
    }

    private Object call(List<?> call) {
        Symbol name = (Symbol) call.get(0);
        if (NESTED_QUERY.contains(name.toString())) {
            return nested(call);
        }
        return named(
                call,
                guard.isProcedure(name.toString())
                        ? Optional.of(ProcedureFunctions.symbol(name.toString()))
                        : BoundedFunctions.function(name));
    }

    /** {@code (q (quote query) input...)}, whose rules are quoted, too. */
    private Object nested(List<?> call) {
        Map<Keyword, List<?>> sections = new LinkedHashMap<>(Query.sections(unquoted(call.get(1))));
        PeerForm inner = new PeerForm(guard);
        List<?> where = sections.getOrDefault(Query.WHERE, List.of());
        PersistentVector rewritten = inner.all(where);
        List<Object> inputs = new ArrayList<>(sections.getOrDefault(Query.IN, List.of(Symbol.intern("$"))));
        List<Object> parts = new ArrayList<>(call);
        int rules = inputs.indexOf(RULES);
        if (rules >= 0) {
            parts.set(rules + 2, quoted(rules((List<?>) unquoted(parts.get(rules + 2)), inner.rulesCalled, guard)));
        } else if (!inner.rulesCalled.isEmpty()) {
            inputs.add(RULES);
            parts.add(quoted(rules(List.of(), inner.rulesCalled, guard)));
        }
        sections.put(Query.FIND, find(sections.getOrDefault(Query.FIND, List.of())));
        sections.put(Query.IN, inputs);
        if (!where.isEmpty()) {
            sections.put(Query.WHERE, rewritten);
        }
        IPersistentMap query = PersistentArrayMap.EMPTY;
        for (Map.Entry<Keyword, List<?>> section : sections.entrySet()) {
            query = query.assoc(section.getKey(), PersistentVector.create(section.getValue()));
        }
        parts.set(1, quoted(query));
        return PersistentList.create(parts);
    }

    private static Object unquoted(Object quote) {
        return ((List<?>) quote).get(1);
    }

    private static Object quoted(Object form) {
        return PersistentList.create(List.of(QUOTE, form));
    }

    private static Object named(List<?> call, Optional<Symbol> name) {
        if (name.isEmpty()) {
            return call;
        }
        List<Object> parts = new ArrayList<>(call);
        parts.set(0, name.get());
        return PersistentList.create(parts);
    }
}
