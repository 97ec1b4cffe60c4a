package dendro.trainer.evaluation;

import java.util.List;
import java.util.Optional;

/**
 * How well a model does on rows it was not fitted on.
 *
 * @param figures of all rows
 * @param baseRate the figures of giving every row the base rate of these very rows, which nobody knew before: the most
 *     that can be done without a model
 * @param tenths of the rows by score
 * @param calibrationError mean distance between mean score and part of true rows, in tenths
 * @param months by the month, in UTC, of a row's timestamp
 * @param segments by the values of a chosen column
 * @param roc the curve
 * @param precisionRecall the curve
 * @param bootstrap that gave the intervals
 */
public record Evaluation(
        Figures figures,
        Figures baseRate,
        List<Tenth> tenths,
        double calibrationError,
        List<Partition.Part> months,
        Optional<Segments> segments,
        List<Curve.Point> roc,
        List<Curve.Point> precisionRecall,
        Bootstrap bootstrap) {

    /**
     * Rows by the values of a column.
     *
     * @param column its name
     * @param parts that have rows
     */
    public record Segments(String column, List<Partition.Part> parts) {

        public Segments {
            parts = List.copyOf(parts);
        }
    }

    /** By which column rows are sorted into segments. */
    public record BySegment(String column, Partition partition) {}

    public Evaluation {
        tenths = List.copyOf(tenths);
        months = List.copyOf(months);
        roc = List.copyOf(roc);
        precisionRecall = List.copyOf(precisionRecall);
    }

    /**
     * Judges rows of both classes.
     *
     * @param months of the same rows
     * @param segments of the same rows
     */
    public static Evaluation of(ScoredRows rows, Partition months, Optional<BySegment> segments, Bootstrap bootstrap) {
        Ranking ranking = Ranking.of(rows);
        List<Tenth> tenths = Tenth.of(rows);
        return new Evaluation(
                Figures.of(rows, bootstrap),
                Figures.of(rows.allScored(rows.baseRate()), bootstrap),
                tenths,
                Tenth.calibrationError(tenths),
                months.judged(rows, bootstrap),
                segments.map(by -> new Segments(by.column(), by.partition().judged(rows, bootstrap))),
                Curve.roc(ranking),
                Curve.precisionRecall(ranking),
                bootstrap);
    }
}
