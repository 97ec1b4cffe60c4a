package dendro.asof;

/**
 * A piece of a compiled query: binds or checks registers and runs what follows once for each way to go on. Steps are
 * linked from the last to the first when the query is compiled; they hold no state of a run.
 */
interface Step {

    /** Runs this step and all that follow. */
    void run(Frame frame);
}
