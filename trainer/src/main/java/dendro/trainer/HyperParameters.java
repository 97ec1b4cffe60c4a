package dendro.trainer;

import dendro.problem.Problem;
import dendro.problem.ProblemType;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * What is chosen before a model is fitted.
 *
 * @param trees the most there may be; validation may stop earlier
 * @param depth of a tree, 1 to 16
 * @param step how much of each tree counts, above 0 up to 1
 * @param rowPart part of the rows that each tree sees, above 0 up to 1
 * @param columnPart part of the columns that each tree sees, above 0 up to 1
 * @param smallestLeaf least sum of the Hessian in a leaf, 0 or more
 * @param penalty on the squares of a regression's coefficients, 0 or more
 */
record HyperParameters(
        int trees, int depth, double step, double rowPart, double columnPart, double smallestLeaf, double penalty) {

    /** Shallow trees in small steps; a slight penalty keeps coefficients of rare categories from growing without end. */
    static final HyperParameters USUAL = new HyperParameters(400, 4, 0.05, 0.8, 0.8, 5, 1e-4);

    HyperParameters {
        require("--trees", trees, trees >= 1 && trees <= 100_000, "1 to 100000");
        require("--depth", depth, depth >= 1 && depth <= 16, "1 to 16");
        require("--step", step, step > 0 && step <= 1, "above 0 and at most 1");
        require("--row-part", rowPart, rowPart > 0 && rowPart <= 1, "above 0 and at most 1");
        require("--column-part", columnPart, columnPart > 0 && columnPart <= 1, "above 0 and at most 1");
        require("--smallest-leaf", smallestLeaf, smallestLeaf >= 0 && smallestLeaf < 1e9, "0 or more");
        require("--penalty", penalty, penalty >= 0 && penalty < 1e9, "0 or more");
    }

    private static void require(String flag, Number value, boolean holds, String wanted) {
        if (!holds) {
            throw new Problem(ProblemType.REQUEST_INVALID, flag + " must be " + wanted + ", not " + value + ".")
                    .exception();
        }
    }

    HyperParameters withTrees(int number) {
        return new HyperParameters(number, depth, step, rowPart, columnPart, smallestLeaf, penalty);
    }

    /**
     * These and others, drawn from where good ones usually lie. The same seed draws the same, and more of them begin with
     * the fewer.
     *
     * @param count of all, at least 1
     */
    List<HyperParameters> andOthers(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<HyperParameters> candidates = new ArrayList<>(List.of(this));
        while (candidates.size() < count) {
            candidates.add(new HyperParameters(
                    trees,
                    random.nextInt(2, 9),
                    between(0.02, 0.3, random),
                    random.nextInt(6, 11) / 10.0,
                    random.nextInt(5, 11) / 10.0,
                    between(1, 50, random),
                    between(1e-6, 1e-1, random)));
        }
        return candidates;
    }

    /** Every order of magnitude is as likely; two digits are enough to read and to repeat. */
    private static double between(double low, double high, SplittableRandom random) {
        double drawn = low * Math.pow(high / low, random.nextDouble());
        double unit = Math.pow(10, Math.floor(Math.log10(drawn)) - 1);
        return Math.round(drawn / unit) * unit;
    }

    /** Those that matter to this kind of model, by flag. */
    SortedMap<String, String> named(ModelFit.Kind kind) {
        SortedMap<String, String> named = new TreeMap<>();
        switch (kind) {
            case TREES -> {
                named.put("trees", Integer.toString(trees));
                named.put("depth", Integer.toString(depth));
                named.put("step", number(step));
                named.put("row-part", number(rowPart));
                named.put("column-part", number(columnPart));
                named.put("smallest-leaf", number(smallestLeaf));
            }
            case LOGISTIC -> named.put("penalty", number(penalty));
        }
        return named;
    }

    private static String number(double value) {
        return new BigDecimal(value)
                .round(new MathContext(6))
                .stripTrailingZeros()
                .toString();
    }
}
