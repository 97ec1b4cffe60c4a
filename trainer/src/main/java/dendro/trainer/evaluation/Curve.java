package dendro.trainer.evaluation;

import java.util.ArrayList;
import java.util.List;

/** Curves for people to look at, of no more points than they can see. */
public final class Curve {

    /** A step of less than this, along either axis, is left out. */
    private static final double VISIBLE = 0.005;

    private Curve() {}

    /** A point, both coordinates from 0 to 1. */
    public record Point(double x, double y) {}

    /** The part of false rows (x) and that of true rows (y) above each score, from (0, 0) to (1, 1). */
    static List<Point> roc(Ranking ranking) {
        List<Point> points = new ArrayList<>(List.of(new Point(0, 0)));
        long trueAbove = 0;
        long falseAbove = 0;
        for (int group = 0; group < ranking.groups(); group++) {
            trueAbove += ranking.positive(group);
            falseAbove += ranking.negative(group);
            points.add(new Point((double) falseAbove / ranking.negatives(), (double) trueAbove / ranking.positives()));
        }
        return visible(points);
    }

    /** The part of the true rows that are above each score (x), and the part of all above it that are true (y). */
    static List<Point> precisionRecall(Ranking ranking) {
        List<Point> points = new ArrayList<>();
        long trueAbove = 0;
        long above = 0;
        for (int group = 0; group < ranking.groups(); group++) {
            trueAbove += ranking.positive(group);
            above += ranking.rows(group);
            points.add(new Point((double) trueAbove / ranking.positives(), (double) trueAbove / above));
        }
        return visible(points);
    }

    private static List<Point> visible(List<Point> points) {
        List<Point> visible = new ArrayList<>(List.of(points.get(0)));
        for (int i = 1; i < points.size(); i++) {
            Point last = visible.get(visible.size() - 1);
            Point next = points.get(i);
            boolean far = Math.abs(next.x() - last.x()) >= VISIBLE || Math.abs(next.y() - last.y()) >= VISIBLE;
            if (far || i == points.size() - 1) {
                visible.add(next);
            }
        }
        return visible;
    }
}
