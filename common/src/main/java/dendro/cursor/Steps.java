package dendro.cursor;

import dendro.problem.Problem;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Instants at equal steps, by the calendar in UTC. Each is counted from the first, so that months from the last of January
 * are the last of each month.
 *
 * @param from the first
 * @param to the last, if a step falls on it; else the one before it is
 * @param step a {@link Period}, or a {@link Duration} of whole milliseconds
 */
public record Steps(Instant from, Instant to, Step step) {

    private static final long MOST_DAYS = 3_652_500;

    /** From one instant to the next. */
    public sealed interface Step {

        /**
         * By the calendar.
         *
         * @param period of no negative part
         */
        record Calendar(Period period) implements Step {}

        /**
         * By the clock.
         *
         * @param duration of a millisecond at least
         */
        record Clock(Duration duration) implements Step {}
    }

    /**
     * Refuses instants that are the wrong way round.
     *
     * @throws ProblemException {@code request-invalid}
     */
    public Steps {
        if (to.isBefore(from)) {
            throw invalid("The instants must begin before they end; " + from + " is not before " + to + ".");
        }
    }

    /**
     * Reads a step in ISO-8601: {@code P1D}, {@code PT6H}, {@code P1M}.
     *
     * @throws ProblemException {@code request-invalid} if the text is none, or one of less than a millisecond or of more
     *     than ten thousand years
     */
    public static Step step(String text) {
        Optional<Step> step = clock(text).or(() -> calendar(text));
        return step.orElseThrow(() -> invalid(
                "'" + text + "' is not a step such as P1D, PT6H or P1M, from a millisecond to ten thousand years."));
    }

    private static Optional<Step> clock(String text) {
        try {
            Duration duration = Duration.parse(text);
            boolean usable = duration.compareTo(Duration.ofMillis(1)) >= 0
                    && duration.compareTo(Duration.ofDays(MOST_DAYS)) <= 0
                    && duration.equals(Duration.ofMillis(duration.toMillis()));
            return usable ? Optional.of(new Step.Clock(duration)) : Optional.empty();
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static Optional<Step> calendar(String text) {
        try {
            Period period = Period.parse(text);
            boolean usable = !period.isNegative()
                    && !period.isZero()
                    && period.toTotalMonths() <= MOST_DAYS / 30
                    && period.get(ChronoUnit.DAYS) <= MOST_DAYS;
            return usable ? Optional.of(new Step.Calendar(period)) : Optional.empty();
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /**
     * The instants.
     *
     * @throws ProblemException {@code too-large} if there are more than so many
     */
    public List<Instant> instants(int most) {
        List<Instant> instants = new ArrayList<>();
        Instant next = from;
        while (!next.isAfter(to)) {
            if (instants.size() == most) {
                throw new Problem(
                                ProblemType.TOO_LARGE,
                                "From " + from + " to " + to + " there are more than " + most
                                        + " instants at this step, which is as many as may be asked for at a time. Take"
                                        + " longer steps, or ask part by part.")
                        .exception();
            }
            instants.add(next);
            next = after(instants.size());
        }
        return instants;
    }

    private Instant after(int steps) {
        if (step instanceof Step.Calendar calendar) {
            return OffsetDateTime.ofInstant(from, ZoneOffset.UTC)
                    .plus(calendar.period().multipliedBy(steps))
                    .toInstant();
        }
        return from.plus(((Step.Clock) step).duration().multipliedBy(steps));
    }

    private static ProblemException invalid(String detail) {
        return new Problem(ProblemType.REQUEST_INVALID, detail).exception();
    }
}
