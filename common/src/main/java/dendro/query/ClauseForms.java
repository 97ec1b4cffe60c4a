package dendro.query;

import clojure.lang.IPersistentList;
import clojure.lang.Symbol;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The parts of clauses that have passed the guard. */
final class ClauseForms {

    private static final Symbol QUOTE = Symbol.intern("quote");

    private ClauseForms() {}

    static boolean isVariable(@Nullable Object form) {
        return form instanceof Symbol symbol && symbol.getName().startsWith("?");
    }

    static boolean isSource(@Nullable Object form) {
        return form instanceof Symbol symbol && symbol.getName().startsWith("$");
    }

    /** {@code (...)}, and in a clause's first place a call. */
    static boolean isParenthesised(@Nullable Object form) {
        return form instanceof IPersistentList;
    }

    static List<?> items(Object form) {
        return (List<?>) form;
    }

    /** The source that a clause names. */
    static Optional<String> source(List<?> clause) {
        return isSource(clause.get(0)) ? Optional.of(clause.get(0).toString()) : Optional.empty();
    }

    static List<?> withoutSource(List<?> clause) {
        return isSource(clause.get(0)) ? clause.subList(1, clause.size()) : clause;
    }

    /** Every variable of a form, quoted ones aside. */
    static Set<Symbol> variables(@Nullable Object form) {
        Set<Symbol> variables = new LinkedHashSet<>();
        collect(form, variables);
        return variables;
    }

    private static void collect(@Nullable Object form, Set<Symbol> variables) {
        if (form instanceof Symbol symbol && isVariable(form)) {
            variables.add(symbol);
        } else if (form instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                collect(key, variables);
                collect(value, variables);
            });
        } else if (form instanceof Collection<?> parts && !isQuoted(parts)) {
            parts.forEach(part -> collect(part, variables));
        }
    }

    private static boolean isQuoted(Collection<?> parts) {
        return parts instanceof List<?> items && !items.isEmpty() && QUOTE.equals(items.get(0));
    }
}
