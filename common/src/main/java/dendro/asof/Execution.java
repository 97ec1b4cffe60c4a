package dendro.asof;

/** How a plan is run. */
public enum Execution {
    /** Each attribute's history is read once, in whole, and every row looked up in it: for many rows. */
    SWEEP,
    /** Each entity's history is sought when a row needs it: for few rows. */
    POINT
}
