package dendro.asof;

import java.util.Locale;

/** Says which execution a plan gets, and what its timelines take. */
final class Explanation {

    private static final double MEBIBYTE = 1 << 20;

    private Explanation() {}

    static String of(Plan plan, SweepEstimate estimate, long budget) {
        boolean fits = estimate.bytes() <= budget;
        long from = Costs.sweepFrom(plan, fits ? estimate.unread() : estimate.datoms());
        String memory = String.format(
                Locale.ROOT,
                "  timelines of %,d datoms, %,d of them not read yet: about %.1f MiB of the %.1f MiB they may take%n",
                estimate.datoms(),
                estimate.unread(),
                estimate.bytes() / MEBIBYTE,
                budget / MEBIBYTE);
        String choice = fits
                ? String.format(Locale.ROOT, "  point for fewer than %,d rows in all, sweep from there on%n", from)
                : String.format(
                        Locale.ROOT,
                        "  point for fewer than %,d rows at one go, from there on a sweep in ranges of entities%n",
                        from);
        return "execution" + System.lineSeparator() + memory + choice;
    }
}
