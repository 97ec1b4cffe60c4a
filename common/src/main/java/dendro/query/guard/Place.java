package dendro.query.guard;

import clojure.lang.RT;
import dendro.problem.Problem;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import org.jspecify.annotations.Nullable;

/**
 * Where in the text the guard stands, for its sentences.
 *
 * @param where as a reader would say it: {@code :where clause 3}
 * @param clause the innermost clause, as EDN
 */
record Place(String where, String clause) {

    private static final int SHOWN = 240;

    /** A place holding a form that is within the limits. */
    static Place of(String where, @Nullable Object form) {
        return new Place(where, shown(form));
    }

    /** A place inside this one. */
    Place inside(String part, @Nullable Object form) {
        return new Place(where.isEmpty() ? part : where + ", " + part, shown(form));
    }

    ProblemException forbidden(String name, String sentence) {
        return problem(ProblemType.QUERY_FORBIDDEN, sentence).with("name", name).exception();
    }

    ProblemException invalid(String sentence) {
        return problem(ProblemType.QUERY_INVALID, sentence).exception();
    }

    private Problem problem(ProblemType type, String sentence) {
        return new Problem(type, "In " + where + ", `" + clause + "`: " + sentence + ".").with("clause", clause);
    }

    static String shown(@Nullable Object form) {
        String text = RT.printString(form);
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }
}
