package dendro.cursor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StepsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2014-01-31T00:00:00Z | 2014-04-30T00:00:00Z     | P1M    | 2014-01-31T00:00:00Z 2014-02-28T00:00:00Z 2014-03-31T00:00:00Z 2014-04-30T00:00:00Z
            2014-01-01T00:00:00Z | 2014-01-02T11:59:59.999Z | P1DT6H | 2014-01-01T00:00:00Z 2014-01-02T06:00:00Z
            2014-01-01T00:00:00Z | 2014-01-15T00:00:00Z     | P1W    | 2014-01-01T00:00:00Z 2014-01-08T00:00:00Z 2014-01-15T00:00:00Z
            2014-01-01T00:00:00Z | 2014-01-01T00:00:00Z     | PT1S   | 2014-01-01T00:00:00Z
            2012-02-29T12:00:00Z | 2014-03-01T00:00:00Z     | P1Y    | 2012-02-29T12:00:00Z 2013-02-28T12:00:00Z 2014-02-28T12:00:00Z
            2014-01-01T00:00:00Z | 9999-12-31T00:00:00Z     | P9999Y | 2014-01-01T00:00:00Z
            """)
    void instants_areCountedFromTheFirst(Instant from, Instant to, String step, String instants) {
        assertThat(new Steps(from, to, Steps.step(step)).instants(10))
                .containsExactlyElementsOf(List.of(instants.split(" ")).stream()
                        .map(Instant::parse)
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1D",
                "P",
                "P0D",
                "PT0S",
                "-P1D",
                "P-1M",
                "P1M-40D",
                "PT0.0001S",
                "PT0.0015S",
                "P1MT1H",
                "P99999999Y",
                "P999999999D",
                "PT9999999999H",
                "P1D ",
            })
    void textThatIsNoStep_isRefused(String text) {
        assertThatThrownBy(() -> Steps.step(text)).isInstanceOfSatisfying(ProblemException.class, e -> assertThat(
                        e.problem().type())
                .isEqualTo(ProblemType.REQUEST_INVALID));
    }

    @Test
    void moreInstantsThanMayBe_areRefused() {
        Steps days = new Steps(
                Instant.parse("2014-01-01T00:00:00Z"), Instant.parse("2014-01-10T00:00:00Z"), Steps.step("P1D"));

        assertThat(days.instants(10)).hasSize(10);
        assertThatThrownBy(() -> days.instants(9)).isInstanceOfSatisfying(ProblemException.class, e -> assertThat(
                        e.problem().type())
                .isEqualTo(ProblemType.TOO_LARGE));
    }

    @Test
    void endBeforeTheBeginning_isRefused() {
        assertThatThrownBy(() -> new Steps(
                        Instant.parse("2014-01-02T00:00:00Z"),
                        Instant.parse("2014-01-01T00:00:00Z"),
                        Steps.step("P1D")))
                .hasMessageContaining("2014-01-02T00:00:00Z is not before 2014-01-01T00:00:00Z");
    }
}
