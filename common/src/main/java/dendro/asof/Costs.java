package dendro.asof;

/**
 * What executions cost, in nanoseconds, as {@code bin/bench asof} measures them. What decides are their ratios, which
 * hardly change from machine to machine.
 */
final class Costs {

    /** To read a datom of an attribute's history into a timeline. */
    private static final double DATOM = 350;

    /** To read an attribute of a row in a timeline. */
    private static final double LOOKUP = 60;

    /** To read an attribute of a row by a seek; several share one. */
    private static final double SEEK = 900;

    private Costs() {}

    static double point(Plan plan, long rows) {
        return rows * SEEK * plan.attributes().size();
    }

    static double sweep(Plan plan, long datoms, long rows) {
        return datoms * DATOM + rows * LOOKUP * plan.attributes().size();
    }

    /** From how many rows on a sweep that reads so many datoms first costs less. */
    static long sweepFrom(Plan plan, long datoms) {
        return (long)
                Math.ceil(datoms * DATOM / ((SEEK - LOOKUP) * plan.attributes().size()));
    }
}
