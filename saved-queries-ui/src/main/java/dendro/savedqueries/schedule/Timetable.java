package dendro.savedqueries.schedule;

import dendro.problem.Problem;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When a schedule runs: every hour at a minute, every day at a time, or every week at a time of a day. Times are those of
 * clocks in a zone: where clocks go forward over one it is the time after the gap, where they go back the first of the two.
 *
 * @param every how often
 * @param day of the week; of no account unless weekly
 * @param time of the day; of an hourly one only the minute counts
 * @param zone of the clocks
 */
record Timetable(Every every, DayOfWeek day, LocalTime time, ZoneId zone) {

    private static final Pattern AT = Pattern.compile("(?:([a-z]+) )?(?:([0-9]{1,2}):)?([0-9]{1,2})");

    enum Every {
        HOUR,
        DAY,
        WEEK;

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Every of(String label) {
            for (Every every : values()) {
                if (every.label().equals(label)) {
                    return every;
                }
            }
            throw invalid("A schedule runs every hour, day or week, not every '" + label + "'.");
        }
    }

    /**
     * A timetable as it is written.
     *
     * @param at {@code 30} or {@code :30} of an hour, {@code 07:30} of a day, {@code monday 07:30} of a week
     * @param zone such as {@code America/Sao_Paulo}
     * @throws ProblemException {@code request-invalid} if it is none
     */
    static Timetable of(String every, String at, String zone) {
        Every often = Every.of(every);
        String written = at.strip().toLowerCase(Locale.ROOT);
        Matcher parts = AT.matcher(written.startsWith(":") ? written.substring(1) : written);
        boolean wanted = parts.matches()
                && (parts.group(1) != null) == (often == Every.WEEK)
                && (often == Every.HOUR || parts.group(2) != null);
        if (!wanted) {
            throw wrong(often, at);
        }
        try {
            int hour = parts.group(2) == null ? 0 : Integer.parseInt(parts.group(2));
            return new Timetable(
                    often,
                    often == Every.WEEK ? day(parts.group(1), often, at) : DayOfWeek.MONDAY,
                    LocalTime.of(hour, Integer.parseInt(parts.group(3))),
                    ZoneId.of(zone));
        } catch (DateTimeException e) {
            throw invalid("'" + at + "' in the zone '" + zone + "' is no time: " + e.getMessage() + ".");
        }
    }

    /** The first time after an instant. */
    Instant after(Instant instant) {
        ZonedDateTime now = instant.atZone(zone);
        ZonedDateTime next =
                switch (every) {
                    case HOUR -> now.truncatedTo(ChronoUnit.HOURS).plusMinutes(time.getMinute());
                    case DAY -> now.with(time);
                    case WEEK -> now.with(TemporalAdjusters.previousOrSame(day)).with(time);
                };
        while (!next.toInstant().isAfter(instant)) {
            next = switch (every) {
                case HOUR -> next.plusHours(1);
                case DAY -> next.plusDays(1).with(time);
                case WEEK -> next.plusWeeks(1).with(time);
            };
        }
        return next.toInstant();
    }

    /** As {@link #of} takes it. */
    String at() {
        String clock = "%02d:%02d".formatted(time.getHour(), time.getMinute());
        return switch (every) {
            case HOUR -> ":%02d".formatted(time.getMinute());
            case DAY -> clock;
            case WEEK -> day.name().toLowerCase(Locale.ROOT) + " " + clock;
        };
    }

    private static DayOfWeek day(String name, Every often, String at) {
        for (DayOfWeek day : DayOfWeek.values()) {
            String whole = day.name().toLowerCase(Locale.ROOT);
            if (whole.equals(name) || whole.substring(0, 3).equals(name)) {
                return day;
            }
        }
        throw wrong(often, at);
    }

    private static ProblemException wrong(Every often, String at) {
        return invalid("'" + at + "' is no time of "
                + switch (often) {
                    case HOUR -> "an hour, such as 30.";
                    case DAY -> "a day, such as 07:30.";
                    case WEEK -> "a week, such as monday 07:30.";
                });
    }

    private static ProblemException invalid(String detail) {
        return new Problem(ProblemType.REQUEST_INVALID, detail).exception();
    }
}
