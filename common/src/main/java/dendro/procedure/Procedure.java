package dendro.procedure;

import java.util.List;

/**
 * A function that queries may call by its name, found by {@link java.util.ServiceLoader}.
 *
 * <p>It must be safe for any number of threads, end soon whatever it is given, have no effect, and give the same value
 * for the same arguments for ever: the same query as of the same cursor has the same answer.
 */
public interface Procedure {

    /** Lower-case letters, digits and hyphens, beginning with a letter: {@code random-numbers}. */
    String name();

    /** What it takes, in order. */
    List<Parameter> parameters();

    /** What it gives, in words: units, rounding, bounds. */
    String documentation();

    /** A clause that calls it. */
    String example();

    /** Where its values come from. */
    Nature nature();

    /**
     * The value for arguments, each of the class of its parameter's type: a number, text, instant, boolean, or a list
     * of them.
     *
     * @throws IllegalArgumentException if an argument is out of bounds, with a sentence that says which and why
     */
    Object call(List<Object> arguments);

    /** Where a function's values come from. */
    enum Nature {
        /** From its arguments, by calculation. */
        PURE,
        /** From a random generator that a seed among the arguments begins: the same on every run. */
        SEEDED
    }
}
