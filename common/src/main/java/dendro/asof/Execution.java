package dendro.asof;

/** How a plan is run. */
public enum Execution {
    /** Each entity's history is sought when a row needs it: for few rows. */
    POINT,
    /** Each attribute's history is read once, in whole, and every row looked up in it: for many rows. */
    SWEEP,
    /** The same in ranges of entities, one after the other: for many rows over more history than fits into memory. */
    RANGED_SWEEP
}
