package dendro.savedqueries.savedquery;

/** What has become of an attempt to save. */
sealed interface Saving {

    /** There is a new version. */
    record Saved(int version) implements Saving {}

    /**
     * Somebody else was faster; nothing was saved.
     *
     * @param newest what they saved
     */
    record ChangedMeanwhile(SavedVersion newest) implements Saving {}
}
