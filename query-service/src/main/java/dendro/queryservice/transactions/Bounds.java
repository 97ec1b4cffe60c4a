package dendro.queryservice.transactions;

import dendro.cursor.Point;
import dendro.database.Deadline;
import dendro.database.NamedDatabase;
import dendro.database.ObservedDatabase;
import dendro.problem.Problem;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import java.util.Optional;

/**
 * Between which transactions a part of the log is asked for.
 *
 * @param from the first of them: a {@code t}, or an instant at or after which it was; without one, from the beginning
 * @param to the first that is not of them, likewise; without one, up to the newest that has been observed
 */
record Bounds(Optional<Point> from, Optional<Point> to) {

    /**
     * The same in one database.
     *
     * @param from the first {@code t}
     * @param to the first {@code t} that is not of them
     * @param basis {@code t} of the newest transaction observed
     */
    record Resolved(long from, long to, long basis) {}

    /** Reads the parameters of an address, each an instant, a {@code t} or empty; {@code request-invalid}. */
    static Bounds parse(String from, String to) {
        return new Bounds(point("from", from), point("to", to));
    }

    private static Optional<Point> point(String name, String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Point.parse(text)
                .orElseThrow(() -> invalid(
                        name + " must be an instant such as 2014-11-15T13:37:42.108Z or a t, not '" + text + "'.")));
    }

    /**
     * The database observed as late as these bounds need it, if that can be had before the deadline.
     *
     * @throws ProblemException {@code database-unavailable}
     */
    ObservedDatabase observe(NamedDatabase database, Deadline deadline) {
        Optional<Point> last = to.or(() -> from);
        if (last.isPresent()) {
            ObservedDatabase observed = database.observe(before(last.get()), deadline);
            if (to.isPresent()) {
                return observed;
            }
        }
        return database.newest(deadline);
    }

    /**
     * The bounds in a database.
     *
     * @throws ProblemException {@code cursor-not-reached} if it may still get transactions before one of them, {@code
     *     request-invalid} if they are the wrong way round
     */
    Resolved in(ObservedDatabase observed) {
        long basis = observed.newest().basisT();
        long first = from.map(point -> firstFrom(point, observed)).orElse(0L);
        long end = to.map(point -> firstFrom(point, observed)).orElse(basis + 1);
        if (first > end) {
            throw invalid("from lies after to.");
        }
        return new Resolved(first, end, basis);
    }

    /** Right after all that lies before a point; so the same transactions are found as by reading as of it. */
    private static long firstFrom(Point point, ObservedDatabase observed) {
        return point.equals(new Point.Basis(0)) ? 0 : observed.at(before(point)).t() + 1;
    }

    private static Point before(Point point) {
        if (point instanceof Point.At at) {
            return new Point.At(at.instant().minusMillis(1));
        }
        return point instanceof Point.Basis basis ? new Point.Basis(Math.max(0, basis.t() - 1)) : point;
    }

    static ProblemException invalid(String detail) {
        return new Problem(ProblemType.REQUEST_INVALID, detail).exception();
    }
}
