package dendro.query;

import clojure.lang.Keyword;
import clojure.lang.Symbol;
import datomic.Attribute;
import datomic.Database;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The variables that have one value at most, so that combining their clauses with others costs nothing: inputs of one
 * value, the entity that a unique attribute leads to from there, its attributes of one value, and what is computed of
 * these.
 */
final class SingleValues {

    private final Map<String, Database> schemas;

    /** @param schemas by source variable, of sources that show one value of an attribute at most */
    SingleValues(Map<String, Database> schemas) {
        this.schemas = schemas;
    }

    /** The given variables and those that clauses determine by them. */
    Set<Symbol> closure(Set<Symbol> given, List<?> clauses, String source) {
        Set<Symbol> known = new HashSet<>(given);
        int before = -1;
        while (before < known.size()) {
            before = known.size();
            for (Object clause : clauses) {
                if (!ClauseForms.isParenthesised(clause) && clause instanceof List<?> items && !items.isEmpty()) {
                    learn(items, source, known);
                }
            }
        }
        return known;
    }

    private void learn(List<?> clause, String implicit, Set<Symbol> known) {
        if (ClauseForms.isParenthesised(clause.get(0))) {
            call(clause, known);
            return;
        }
        Database schema = schemas.get(ClauseForms.source(clause).orElse(implicit));
        List<?> terms = ClauseForms.withoutSource(clause);
        if (schema == null || terms.size() < 3 || !(terms.get(1) instanceof Keyword ident)) {
            return;
        }
        Attribute attribute = schema.attribute(ident);
        if (attribute == null) {
            return;
        }
        if (attribute.unique() != null && isKnown(terms.get(2), known)) {
            learn(terms.get(0), known);
        }
        if (Attribute.CARDINALITY_ONE.equals(attribute.cardinality()) && isKnown(terms.get(0), known)) {
            terms.subList(2, terms.size()).forEach(term -> learn(term, known));
        }
    }

    private static void call(List<?> clause, Set<Symbol> known) {
        if (clause.size() == 2
                && known.containsAll(ClauseForms.variables(clause.get(0)))
                && isOfOneRow(clause.get(1))) {
            known.addAll(ClauseForms.variables(clause.get(1)));
        }
    }

    /** {@code ?x} and {@code [?x ?y]}, but not {@code [?x ...]} and {@code [[?x ?y]]}. */
    static boolean isOfOneRow(@Nullable Object binding) {
        return !(binding instanceof List<?> items)
                || items.stream().noneMatch(item -> item instanceof List<?> || "...".equals(String.valueOf(item)));
    }

    private static boolean isKnown(@Nullable Object term, Set<Symbol> known) {
        return ClauseForms.isVariable(term) ? known.contains(term) : !"_".equals(String.valueOf(term));
    }

    private static void learn(@Nullable Object term, Set<Symbol> known) {
        if (term instanceof Symbol variable && ClauseForms.isVariable(term)) {
            known.add(variable);
        }
    }
}
