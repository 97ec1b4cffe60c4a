package dendro.asof;

import clojure.lang.Keyword;
import clojure.lang.Symbol;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.RandomAccess;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells the forms of clauses apart. */
final class Clauses {

    private static final Set<String> NEGATIONS = Set.of("not", "not-join");
    private static final Set<String> ALTERNATIVES = Set.of("or", "or-join");

    private Clauses() {}

    /** {@code [(f …) …]}. */
    static boolean isCall(Object clause) {
        return clause instanceof List<?> items
                && clause instanceof RandomAccess
                && !items.isEmpty()
                && items.get(0) instanceof List<?> call
                && !(call instanceof RandomAccess);
    }

    /** {@code [(f …)]}. */
    static boolean isTest(Object clause) {
        return isCall(clause) && items(clause).size() == 1;
    }

    /** {@code ?x} and {@code [?x ?y]}, which take a call's result as it is; {@code [?x ...]} takes many out of it. */
    static boolean isOneValue(Object binding) {
        return !(binding instanceof List<?> items)
                || items.stream().noneMatch(item -> item instanceof List<?> || "...".equals(String.valueOf(item)));
    }

    /** The variables that a call takes. */
    static Set<Symbol> taken(Object call) {
        return variables(items(call).get(0));
    }

    /** The variables to which a call's result is bound. */
    static Set<Symbol> made(Object call) {
        return variables(items(call).subList(1, items(call).size()));
    }

    /** {@code [?e :attribute …]}. */
    static boolean isPattern(Object clause) {
        return clause instanceof List<?> items && clause instanceof RandomAccess && !items.isEmpty() && !isCall(clause);
    }

    /** {@code (not …)} and {@code (not-join …)}. */
    static boolean isNegation(Object clause) {
        return NEGATIONS.contains(head(clause));
    }

    /** {@code (or …)} and {@code (or-join …)}. */
    static boolean isAlternative(Object clause) {
        return ALTERNATIVES.contains(head(clause));
    }

    /** What a clause in parentheses begins with, its source aside; empty for any other. */
    static String head(Object clause) {
        if (clause instanceof List<?> items && !(clause instanceof RandomAccess)) {
            List<?> parts = withoutSource(items);
            return parts.isEmpty() ? "" : String.valueOf(parts.get(0));
        }
        return "";
    }

    /** The database that a clause names. */
    static Optional<String> source(List<?> clause) {
        return !clause.isEmpty() && isSource(clause.get(0))
                ? Optional.of(String.valueOf(clause.get(0)).substring(1))
                : Optional.empty();
    }

    static List<?> withoutSource(List<?> clause) {
        return source(clause).isPresent() ? clause.subList(1, clause.size()) : clause;
    }

    /** Whether a clause, or a call in it, names the database that it reads. */
    static boolean namesSource(Object clause) {
        return source(items(clause)).isPresent()
                || (isCall(clause) && items(items(clause).get(0)).stream().anyMatch(Clauses::isSource));
    }

    static boolean isVariable(@Nullable Object form) {
        return form instanceof Symbol symbol && symbol.toString().startsWith("?");
    }

    static boolean isBlank(@Nullable Object form) {
        return form instanceof Symbol symbol && symbol.toString().equals("_");
    }

    static boolean isSource(@Nullable Object form) {
        return form instanceof Symbol symbol && symbol.toString().startsWith("$");
    }

    /** The variables that join a clause to those around it: all of them, or those that it lists. */
    static Set<Symbol> variables(Object clause) {
        Set<Symbol> variables = new LinkedHashSet<>();
        collect(clause, variables);
        return variables;
    }

    private static void collect(@Nullable Object form, Set<Symbol> variables) {
        if (form instanceof Symbol symbol && isVariable(form)) {
            variables.add(symbol);
        } else if (head(form == null ? List.of() : form).endsWith("-join") && form instanceof List<?> join) {
            collect(withoutSource(join).get(1), variables);
        } else if (form instanceof Iterable<?> items) {
            items.forEach(item -> collect(item, variables));
        }
    }

    /** The keywords that occur more than once. */
    static Set<Keyword> repeatedKeywords(Object form) {
        Set<Keyword> repeated = new LinkedHashSet<>();
        collectRepeated(form, new HashSet<>(), repeated);
        return repeated;
    }

    private static void collectRepeated(@Nullable Object form, Set<Keyword> seen, Set<Keyword> repeated) {
        if (form instanceof Keyword keyword && !seen.add(keyword)) {
            repeated.add(keyword);
        } else if (form instanceof Iterable<?> items) {
            items.forEach(item -> collectRepeated(item, seen, repeated));
        }
    }

    /** A list of items. */
    static List<?> items(Object clause) {
        return clause instanceof List<?> items ? items : new ArrayList<>();
    }
}
