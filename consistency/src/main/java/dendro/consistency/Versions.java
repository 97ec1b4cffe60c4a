package dendro.consistency;

import dendro.problem.Problem;
import dendro.problem.ProblemType;

/** Version numbers as messages carry them. */
final class Versions {

    private Versions() {}

    static int number(String version) {
        try {
            return Integer.parseInt(version);
        } catch (NumberFormatException e) {
            throw new Problem(ProblemType.MODEL_UNAVAILABLE, "'" + version + "' is not the number of a version.")
                    .exception(e);
        }
    }
}
