package dendro.query.guard;

/**
 * How large a query, a collection of rules or a pull pattern may be, each counted on its own.
 *
 * @param depth levels of nesting
 * @param forms symbols, keywords, constants and collections together
 * @param text characters of one string, symbol or keyword
 * @param digits digits of one number, and of the exponent's size: {@code 1e500M} needs 500
 * @param count the largest whole number in {@code (sample n ?x)}, {@code :limit} and the depth of a recursive pull
 */
public record GuardLimits(int depth, int forms, int text, int digits, int count) {

    /** Room for every query written by hand or by a generator of pages. */
    public static GuardLimits defaults() {
        return new GuardLimits(64, 10_000, 100_000, 100, 100_000);
    }
}
