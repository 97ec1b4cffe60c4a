package dendro.drift;

/**
 * The population stability index: the sum over all bins of (a - e) ln(a / e), where e is the part of the expected values
 * that falls into the bin and a that of the actual ones. 0 if both are spread alike; the usual reading is that below 0.1
 * nothing has changed, and that above 0.25 much has.
 *
 * <p>An empty bin would make it infinite: a part below {@value #LEAST} counts as that.
 */
public final class StabilityIndex {

    /** The least part of all values that a bin is taken to hold. */
    public static final double LEAST = 1e-4;

    private StabilityIndex() {}

    /**
     * The index.
     *
     * @param expected count of each bin, not all of them 0
     * @param actual count of each bin, not all of them 0
     */
    public static double of(long[] expected, long[] actual) {
        if (expected.length != actual.length) {
            throw new IllegalArgumentException(
                    expected.length + " bins are compared with " + actual.length + " others.");
        }
        double ofExpected = total(expected);
        double ofActual = total(actual);
        double index = 0;
        for (int bin = 0; bin < expected.length; bin++) {
            double e = Math.max(LEAST, expected[bin] / ofExpected);
            double a = Math.max(LEAST, actual[bin] / ofActual);
            index += (a - e) * Math.log(a / e);
        }
        return index;
    }

    private static double total(long[] counts) {
        long total = 0;
        for (long count : counts) {
            total += count;
        }
        if (total == 0) {
            throw new IllegalArgumentException("Nothing has been counted.");
        }
        return total;
    }
}
