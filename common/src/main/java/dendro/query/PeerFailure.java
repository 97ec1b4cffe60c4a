package dendro.query;

import dendro.problem.Problem;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import dendro.procedure.ProcedureFunctions;
import dendro.query.bounded.BoundedFunctions;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns what the peer throws while it reads into a problem people can act on. */
public final class PeerFailure {

    private static final Pattern FUNCTION_CLAUSE = Pattern.compile("processing clause: \\{.*:clause (.*?), :binds ");
    private static final Pattern CLAUSE = Pattern.compile("processing clause: (.*?), message: ", Pattern.DOTALL);

    private PeerFailure() {}

    /** The problem that an exception of the peer's stands for. */
    static ProblemException translate(Throwable thrown) {
        Throwable root = root(thrown);
        if (root instanceof ProblemException problem) {
            return withClause(problem.problem(), thrown).exception(thrown);
        }
        if (root instanceof TimeoutException) {
            return new Problem(ProblemType.QUERY_TIMEOUT, Cancellation.TIME_IS_OVER).exception(thrown);
        }
        if (root instanceof OutOfMemoryError) {
            return new Problem(ProblemType.TOO_LARGE, "The query made values larger than there is memory for.")
                    .exception(thrown);
        }
        if (isStorageFailure(root)) {
            return unreadable(thrown);
        }
        return withClause(new Problem(ProblemType.QUERY_INVALID, sentence(root)), thrown)
                .exception(thrown);
    }

    /** The problem of an exception that came from reading storage, missing or damaged segments among them. */
    public static Optional<ProblemException> ofStorage(Throwable thrown) {
        return isStorageFailure(root(thrown)) ? Optional.of(unreadable(thrown)) : Optional.empty();
    }

    private static ProblemException unreadable(Throwable thrown) {
        return new Problem(
                        ProblemType.DATABASE_UNAVAILABLE,
                        "A part of the database cannot be read from its storage: "
                                + root(thrown).getMessage() + ".")
                .exception(thrown);
    }

    private static boolean isStorageFailure(Throwable root) {
        String message = String.valueOf(root.getMessage());
        return root instanceof IOException
                || root instanceof SQLException
                || message.startsWith("Backup cannot find key")
                || message.startsWith("Unable to convert data");
    }

    private static String sentence(Throwable root) {
        if (root instanceof ClassCastException
                || String.valueOf(root.getMessage()).startsWith("No implementation of")) {
            return "A function of this query got a value of a type that it does not take.";
        }
        if (root instanceof NullPointerException || root instanceof IndexOutOfBoundsException) {
            return "Datomic cannot run this query; a variable or argument may stand where it is not expected.";
        }
        if (root instanceof StackOverflowError) {
            return "This query recurses deeper than Datomic can follow.";
        }
        String message = String.valueOf(root.getMessage());
        // The peer wraps causes, once a rule and a clause, in "processing clause: CLAUSE, message: CAUSE".
        int cause = message.lastIndexOf("message: ");
        return "Datomic refuses this query: "
                + withCalledNames(cause < 0 ? message : message.substring(cause + "message: ".length())) + ".";
    }

    private static Problem withClause(Problem problem, Throwable thrown) {
        for (Throwable error = thrown; error != null; error = error.getCause()) {
            String message = String.valueOf(error.getMessage());
            for (Pattern pattern : List.of(FUNCTION_CLAUSE, CLAUSE)) {
                Matcher clause = pattern.matcher(message);
                if (clause.find()) {
                    return problem.with("clause", withCalledNames(clause.group(1)));
                }
            }
        }
        return problem;
    }

    /** Text of the peer's, with the names that the query calls its functions by. */
    static String withCalledNames(String message) {
        return ProcedureFunctions.withCalledNames(BoundedFunctions.withCalledNames(message));
    }

    private static Throwable root(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
