package dendro.query.guard;

import clojure.lang.Symbol;
import org.jspecify.annotations.Nullable;

/**
 * The kinds of symbols in a query. None of them has a namespace or a dot: {@code ?a.B} would be a class to the
 * Clojure compiler, {@code ?a/b} a member of one.
 */
final class Names {

    private static final String SIGNS = "-_*+!?<>=&|'%$#";

    private Names() {}

    /** {@code ?x} */
    static boolean isVariable(@Nullable Object form) {
        return form instanceof Symbol symbol
                && simple(symbol)
                && startsWith(symbol, '?')
                && symbol.getName().length() > 1;
    }

    /** {@code $} or {@code $purchases} */
    static boolean isSource(@Nullable Object form) {
        return form instanceof Symbol symbol && simple(symbol) && startsWith(symbol, '$');
    }

    static boolean isBlank(@Nullable Object form) {
        return is(form, "_");
    }

    /** {@code %}, the rules */
    static boolean isRulesInput(@Nullable Object form) {
        return is(form, "%");
    }

    /** A name that is none of the above: of a column, a rule, an input that holds a pull pattern. */
    static boolean isPlain(@Nullable Object form) {
        return form instanceof Symbol symbol
                && simple(symbol)
                && !startsWith(symbol, '?')
                && !startsWith(symbol, '$')
                && !startsWith(symbol, '%')
                && !isBlank(symbol);
    }

    static boolean is(@Nullable Object form, String name) {
        return form instanceof Symbol symbol
                && symbol.getNamespace() == null
                && symbol.getName().equals(name);
    }

    /** The name written out, with its namespace. */
    static String text(@Nullable Object form) {
        return form == null ? "nil" : form.toString();
    }

    private static boolean simple(Symbol symbol) {
        return symbol.getNamespace() == null
                && symbol.getName()
                        .codePoints()
                        .allMatch(point -> Character.isLetterOrDigit(point) || SIGNS.indexOf(point) >= 0);
    }

    private static boolean startsWith(Symbol symbol, char first) {
        return symbol.getName().charAt(0) == first;
    }
}
