package dendro.model;

/**
 * What became of the rows of a training set.
 *
 * @param fitted rows of the earlier part
 * @param evaluated rows of the later part
 * @param between rows of the earlier part whose label looks into the later part: left out
 * @param unlabelled rows whose horizon has not been observed yet: left out
 */
public record TrainingRows(long fitted, long evaluated, long between, long unlabelled) {

    /** All rows with a label. */
    public long labelled() {
        return fitted + evaluated + between;
    }
}
