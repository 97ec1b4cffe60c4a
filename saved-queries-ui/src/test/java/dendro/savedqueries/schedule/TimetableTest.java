package dendro.savedqueries.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dendro.problem.ProblemException;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TimetableTest {

    @ParameterizedTest
    @CsvSource({
        "hour, 30,           UTC,              2026-03-04T10:29:59Z, 2026-03-04T10:30:00Z",
        "hour, :30,          UTC,              2026-03-04T10:30:00Z, 2026-03-04T11:30:00Z",
        "day,  07:30,        UTC,              2026-03-04T07:29:00Z, 2026-03-04T07:30:00Z",
        "day,  07:30,        UTC,              2026-03-04T07:30:00Z, 2026-03-05T07:30:00Z",
        "day,  07:30,        America/Sao_Paulo,2026-03-04T07:30:00Z, 2026-03-04T10:30:00Z",
        "week, mon 07:30,    UTC,              2026-03-04T07:30:00Z, 2026-03-09T07:30:00Z",
        "week, wednesday 08:00, UTC,           2026-03-04T07:30:00Z, 2026-03-04T08:00:00Z",
        // In Berlin, 02:30 of 29 March 2026 is skipped, and 02:30 of 25 October is there twice.
        "day,  02:30,        Europe/Berlin,    2026-03-28T12:00:00Z, 2026-03-29T01:30:00Z",
        "day,  02:30,        Europe/Berlin,    2026-03-29T12:00:00Z, 2026-03-30T00:30:00Z",
        "day,  02:30,        Europe/Berlin,    2026-10-24T12:00:00Z, 2026-10-25T00:30:00Z",
        "day,  02:30,        Europe/Berlin,    2026-10-25T00:30:00Z, 2026-10-26T01:30:00Z",
    })
    void nextTimeIsTheFirstAfterAnInstant(String every, String at, String zone, Instant instant, Instant next) {
        assertThat(Timetable.of(every, at, zone).after(instant)).isEqualTo(next);
    }

    @ParameterizedTest
    @CsvSource({
        "minute, 30, UTC",
        "hour, 60, UTC",
        "day, 30, UTC",
        "day, 25:00, UTC",
        "day, monday 07:30, UTC",
        "week, 07:30, UTC",
        "week, someday 07:30, UTC",
        "day, 07:30, Mars/Olympus",
        "hour, '', UTC"
    })
    void whatIsNoTimetableIsRefused(String every, String at, String zone) {
        assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> Timetable.of(every, at, zone));
    }

    @ParameterizedTest
    @CsvSource({"hour, 5, :05", "day, 7:30, 07:30", "week, MON 7:30, monday 07:30"})
    void timetableIsWrittenAsItIsRead(String every, String at, String written) {
        assertThat(Timetable.of(every, at, "UTC").at()).isEqualTo(written);
    }
}
