package dendro.trainer;

/**
 * What a fit keeps to, whatever is tried.
 *
 * @param weights of the classes
 * @param patience trees without gain on validation after which no more are grown
 * @param seed of all that is drawn
 */
record FitSettings(ClassWeights.Rule weights, int patience, long seed) {

    /** No weights, thirty trees, a fixed seed. */
    static final FitSettings USUAL = new FitSettings(ClassWeights.Rule.NONE, 30, 108);
}
