package dendro.trainer.report;

import dendro.trainer.evaluation.Comparison;
import dendro.trainer.evaluation.Estimate;
import dendro.trainer.evaluation.Metric;
import java.util.Locale;

/** Figures as people read them. */
final class Words {

    private Words() {}

    /** What became of the comparison with the champion, as a sentence. */
    static String of(Comparison comparison) {
        if (comparison instanceof Comparison.Compared compared) {
            return "Compared with version " + compared.version() + " on the same rows."
                    + compared.caution().map(words -> " " + words).orElse("");
        }
        if (comparison instanceof Comparison.Incomparable not) {
            return "Not compared with version " + not.version() + ": " + not.reason();
        }
        return "There is no " + ((Comparison.NoChampion) comparison).alias() + " to compare with.";
    }

    static String number(double value) {
        return String.format(
                Locale.ROOT, Math.abs(value) >= 100 ? "%,.0f" : Math.abs(value) >= 10 ? "%.1f" : "%.3f", value);
    }

    static String interval(Estimate estimate) {
        return number(estimate.low()) + " to " + number(estimate.high());
    }

    static String count(long rows) {
        return String.format(Locale.ROOT, "%,d", rows);
    }

    static String percent(double part) {
        return String.format(Locale.ROOT, "%.1f\u00a0%%", 100 * part);
    }

    /** {@code row-part} becomes {@code row part}. */
    static String name(String kebab) {
        return kebab.replace('-', ' ');
    }

    /** A metric with the direction that is better. */
    static String metric(Metric metric) {
        return metric.words() + (metric.gain(1, 0) > 0 ? " (more is better)" : " (less is better)");
    }
}
