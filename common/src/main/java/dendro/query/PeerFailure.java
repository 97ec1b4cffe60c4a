package dendro.query;

import clojure.lang.ExceptionInfo;
import dendro.problem.Problem;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import java.io.IOException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns what the peer throws while it runs a query into a problem people can act on. */
final class PeerFailure {

    private static final Pattern CLAUSE = Pattern.compile("processing clause: (.*?), message: ", Pattern.DOTALL);

    private PeerFailure() {}

    static ProblemException translate(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        if (root instanceof ProblemException problem) {
            return problem;
        }
        String message = root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
        String data = root instanceof ExceptionInfo info ? String.valueOf(info.getData()) : "";
        String both = (message + " " + data).toLowerCase(Locale.ROOT);
        if (both.contains("timeout") || both.contains("timed out") || both.contains("canceled")) {
            return new Problem(ProblemType.QUERY_TIMEOUT, "The query ran longer than its limit and was stopped.")
                    .exception(thrown);
        }
        if (root instanceof IOException || both.contains("cannot find key") || both.contains("unable to convert")) {
            return new Problem(ProblemType.DATABASE_UNAVAILABLE, "Reading the database failed: " + message + ".")
                    .exception(thrown);
        }
        if (root instanceof IndexOutOfBoundsException) {
            return new Problem(
                            ProblemType.QUERY_INVALID,
                            "Datomic cannot run this query; a variable or argument may stand where it is not expected.")
                    .exception(thrown);
        }
        return refused(message, thrown).exception(thrown);
    }

    /** The peer wraps the cause, once a rule and a clause, in "processing clause: CLAUSE, message: CAUSE". */
    private static Problem refused(String message, Throwable thrown) {
        int cause = message.lastIndexOf("message: ");
        String sentence = cause < 0 ? message : message.substring(cause + "message: ".length());
        Problem problem = new Problem(ProblemType.QUERY_INVALID, "Datomic refuses this query: " + sentence + ".");
        for (Throwable error = thrown; error != null; error = error.getCause()) {
            Matcher clause = CLAUSE.matcher(String.valueOf(error.getMessage()));
            if (clause.find()) {
                return problem.with("clause", clause.group(1));
            }
        }
        return problem;
    }
}
