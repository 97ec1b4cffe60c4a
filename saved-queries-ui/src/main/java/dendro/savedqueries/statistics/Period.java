package dendro.savedqueries.statistics;

import dendro.problem.Problem;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is counted: from an instant on and before another, in days of a zone.
 *
 * @param zone whose days these are
 */
record Period(Instant from, Instant to, ZoneId zone) {

    private static final Duration USUAL = Duration.ofDays(30);
    private static final Duration LONGEST = Duration.ofDays(3660);

    /**
     * A period as it is written: instants, or days of the zone of which the last belongs to it; without bounds, the last 30 days.
     *
     * @throws ProblemException {@code request-invalid}
     */
    static Period of(@Nullable String from, @Nullable String to, @Nullable String zone, Instant now) {
        try {
            ZoneId days = Optional.ofNullable(zone)
                    .filter(text -> !text.isBlank())
                    .map(ZoneId::of)
                    .orElse(ZoneOffset.UTC);
            Instant end = to == null || to.isBlank() ? now : instant(to, days, 1);
            Instant begin = from == null || from.isBlank() ? end.minus(USUAL) : instant(from, days, 0);
            if (!begin.isBefore(end) || Duration.between(begin, end).compareTo(LONGEST) > 0) {
                throw invalid("'from' must lie before 'to', by ten years at most.");
            }
            return new Period(begin, end, days);
        } catch (DateTimeException e) {
            throw invalid("'from' and 'to' are instants or days such as 2014-11-15, 'zone' such as America/Sao_Paulo: "
                    + e.getMessage() + ".");
        }
    }

    private static Instant instant(String text, ZoneId zone, int days) {
        return text.contains("T")
                ? Instant.parse(text)
                : LocalDate.parse(text).plusDays(days).atStartOfDay(zone).toInstant();
    }

    private static ProblemException invalid(String detail) {
        return new Problem(ProblemType.REQUEST_INVALID, detail).exception();
    }
}
