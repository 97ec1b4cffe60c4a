package dendro.trainer.evaluation;

import java.util.ArrayList;
import java.util.List;

/**
 * A tenth of the rows in the order of their scores. Rows of one score that a border cuts through are shared out in
 * proportion, so counts need not be whole.
 *
 * @param number from 1, the highest scores, to 10
 * @param rows in it
 * @param positive how many of them are true
 * @param meanScore of its rows
 * @param lowest score in it
 */
public record Tenth(int number, double rows, double positive, double meanScore, double lowest) {

    /** How many there are. */
    public static final int ALL = 10;

    /** The tenths of at least one row, the highest scores first. Counted in tenths of a row, so every border is exact. */
    static List<Tenth> of(ScoredRows rows) {
        Ranking ranking = Ranking.of(rows);
        List<Tenth> tenths = new ArrayList<>();
        int group = 0;
        long left = ALL * ranking.rows(0);
        for (int number = 1; number <= ALL; number++) {
            long wanted = ranking.rows();
            double positive = 0;
            double scores = 0;
            double lowest = ranking.score(group);
            while (wanted > 0) {
                if (left == 0) {
                    group++;
                    left = ALL * ranking.rows(group);
                }
                long taken = Math.min(wanted, left);
                positive += (double) taken * ranking.positive(group) / ranking.rows(group);
                scores += taken * ranking.score(group);
                lowest = ranking.score(group);
                wanted -= taken;
                left -= taken;
            }
            double size = ranking.rows();
            tenths.add(new Tenth(number, size / ALL, positive / ALL, scores / size, lowest));
        }
        return tenths;
    }

    /** The part of its rows that is true. */
    public double rate() {
        return positive / rows;
    }

    /**
     * The expected calibration error (Naeini et al., 2015), in tenths: the mean distance between the mean score and the
     * part of true rows.
     */
    static double calibrationError(List<Tenth> tenths) {
        double rows = 0;
        double distances = 0;
        for (Tenth tenth : tenths) {
            rows += tenth.rows();
            distances += tenth.rows() * Math.abs(tenth.meanScore() - tenth.rate());
        }
        return distances / rows;
    }
}
