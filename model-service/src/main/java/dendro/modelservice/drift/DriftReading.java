package dendro.modelservice.drift;

/** What a population stability index is usually taken to say. */
enum DriftReading {
    /** Below 0.1. */
    STABLE("stable"),
    /** From 0.1 to 0.25. */
    CHANGED("changed"),
    /** Above 0.25. */
    MUCH_CHANGED("much changed");

    private static final double CHANGE = 0.1;
    private static final double MUCH = 0.25;

    private final String words;

    DriftReading(String words) {
        this.words = words;
    }

    static DriftReading of(double psi) {
        if (psi < CHANGE) {
            return STABLE;
        }
        return psi <= MUCH ? CHANGED : MUCH_CHANGED;
    }

    String words() {
        return words;
    }
}
