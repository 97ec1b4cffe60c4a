package dendro.fuzz;

import java.util.Optional;

/** Something that must hold for every case that can be generated. Safe for any number of threads. */
interface FuzzedProperty {

    /** What is checked, in one line. */
    String description();

    /** Runs the case of a seed; if it does not hold, the smallest case that does not either, in words. */
    Optional<String> counterexample(long seed);

    /** What the cases so far amounted to, in one line. */
    String summary();
}
