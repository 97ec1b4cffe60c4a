package dendro.query;

import dendro.cursor.Cursor;
import dendro.database.Deadline;
import dendro.problem.Problem;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One question at several instants, in their order.
 *
 * @param points one for each
 */
public record Evolution(List<Point> points) {

    public Evolution {
        points = List.copyOf(points);
    }

    /** What the question came to at one instant. */
    public sealed interface Point {

        /** The instant. */
        Instant asOf();

        /**
         * The answer, the same as to the question alone as of the instant.
         *
         * @param asOf the instant
         * @param answer with the cursor it was read at
         */
        record Answered(Instant asOf, Answer answer) implements Point {}

        /**
         * A database has not reached the instant.
         *
         * @param asOf the instant
         * @param problem {@code cursor-not-reached}
         */
        record NotReached(Instant asOf, Problem problem) implements Point {}
    }

    /**
     * Asks a question at each of some instants.
     *
     * @param limits for each instant the rows, for all of them together the time, waiting included
     * @param rows of all instants together
     * @param patience until which reaching an instant is waited for
     * @throws ProblemException {@code too-large} if there are more rows, and what {@link QueryRunner#run(Question, Cursor,
     *     QueryLimits, Deadline)} throws, {@code cursor-not-reached} excepted
     */
    public static Evolution of(
            QueryRunner runner,
            Question question,
            List<Instant> instants,
            QueryLimits limits,
            int rows,
            Duration patience) {
        Deadline end = Deadline.after(limits.time());
        List<Point> points = new ArrayList<>();
        long room = rows;
        for (Instant instant : instants) {
            Point point = at(instant, runner, question, left(end, limits), end, patience);
            points.add(point);
            room -= point instanceof Point.Answered answered
                    ? answered.answer().rows().size()
                    : 0;
            if (room < 0) {
                throw new Problem(
                                ProblemType.TOO_LARGE,
                                "The instants up to " + instant + " have more than " + rows
                                        + " rows together. Ask for fewer instants, or for fewer rows of each by 'limit'.")
                        .exception();
            }
        }
        return new Evolution(points);
    }

    private static Point at(
            Instant instant,
            QueryRunner runner,
            Question question,
            QueryLimits limits,
            Deadline end,
            Duration patience) {
        Duration wait = patience.compareTo(end.remaining()) < 0 ? patience : end.remaining();
        try {
            return new Point.Answered(
                    instant, runner.run(question, Cursor.asOf(instant), limits, Deadline.after(wait)));
        } catch (ProblemException e) {
            if (e.problem().type() == ProblemType.CURSOR_NOT_REACHED) {
                return new Point.NotReached(instant, e.problem());
            }
            throw e;
        }
    }

    /** The peer counts in milliseconds, and takes none for no limit. */
    private static QueryLimits left(Deadline end, QueryLimits limits) {
        if (end.remaining().toMillis() < 1) {
            throw new Problem(
                            ProblemType.QUERY_TIMEOUT,
                            "The query ran longer at all instants together than its limit and was stopped.")
                    .exception();
        }
        return new QueryLimits(end.remaining(), limits.rows());
    }

    /** The first instant that was not reached, if any was not. */
    public Optional<Problem> problem() {
        for (Point point : points) {
            if (point instanceof Point.NotReached notReached) {
                return Optional.of(notReached.problem());
            }
        }
        return Optional.empty();
    }

    /** The answers that there are. */
    public List<Answer> answers() {
        List<Answer> answers = new ArrayList<>();
        for (Point point : points) {
            if (point instanceof Point.Answered answered) {
                answers.add(answered.answer());
            }
        }
        return answers;
    }
}
