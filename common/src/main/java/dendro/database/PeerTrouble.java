package dendro.database;

import dendro.problem.Problem;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;

/** What the peer throws when it cannot reach or read a database, in words; the peer speaks of its own inside. */
final class PeerTrouble {

    private PeerTrouble() {}

    /** The problem {@code database-unavailable} of a database, or the one that was thrown. */
    static Problem of(String name, DatabaseLocation location, Throwable thrown) {
        if (thrown instanceof ProblemException known) {
            return known.problem().with("database", name);
        }
        return new Problem(
                        ProblemType.DATABASE_UNAVAILABLE,
                        "Database '" + name + "' at " + location.shown() + " is out of reach: "
                                + Secrets.hidden(cause(chain(thrown))) + ".")
                .with("database", name);
    }

    private static String cause(List<Throwable> chain) {
        Throwable root = chain.get(chain.size() - 1);
        String all = String.join("\n", chain.stream().map(Throwable::toString).toList());
        if (all.contains("read-transactor-location-failed")) {
            return "no transactor has made itself known in its storage; a live database needs one that runs";
        }
        if (all.contains("(:db-id cluster-conf)") || all.contains("in catalog") || all.contains("db-not-found")) {
            return "its storage holds no database of that name";
        }
        if (all.contains("invalid-db-uri")) {
            return "Datomic does not take this URI";
        }
        if (all.contains("not-enough-memory")) {
            return "this process has too little memory for the peer's caches; it needs a heap of 512 MB, or a smaller"
                    + " datomic.objectCacheMax";
        }
        if (all.contains("No suitable driver")) {
            return "the driver for its JDBC URL is not on the class path";
        }
        if (all.contains("transactor-unavailable") || all.contains("Error communicating with HOST")) {
            return "its transactor does not answer: " + sentence(chain.get(0));
        }
        for (Throwable error : chain) {
            // The first failure to load a class names it; later ones of the same class only say that it was not.
            if (error instanceof NoClassDefFoundError || error instanceof ClassNotFoundException) {
                return "a library that its storage needs is not on the class path (" + root.getMessage() + ")";
            }
            if (error instanceof SQLException) {
                return "its storage does not answer as it should: " + sentence(error);
            }
        }
        if (root instanceof TimeoutException) {
            return "its transactor has not answered in time";
        }
        if (root instanceof SocketException
                || root instanceof UnknownHostException
                || root instanceof SocketTimeoutException) {
            return "its storage cannot be reached: " + sentence(root);
        }
        return "what is there cannot be read as a Datomic database ("
                + root.getClass().getSimpleName() + ")";
    }

    private static String sentence(Throwable error) {
        String message = String.valueOf(error.getMessage()).strip();
        return message.endsWith(".") ? message.substring(0, message.length() - 1) : message;
    }

    private static List<Throwable> chain(Throwable thrown) {
        List<Throwable> chain = new ArrayList<>();
        for (Throwable error = thrown; error != null && !chain.contains(error); error = error.getCause()) {
            chain.add(error);
        }
        return chain;
    }
}
