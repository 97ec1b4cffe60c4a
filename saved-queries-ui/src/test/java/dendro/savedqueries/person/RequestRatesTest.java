package dendro.savedqueries.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dendro.problem.ProblemException;
import dendro.savedqueries.TestClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How often somebody may ask. */
class RequestRatesTest {

    private final TestClock clock = new TestClock();
    private final RequestRates rates = new RequestRates(60, clock);

    @Test
    void requestsOfAMinute_areServedAtOnceAndNoMore() {
        takeAll("ana");

        assertThatThrownBy(() -> rates.take("ana")).isInstanceOfSatisfying(ProblemException.class, refused -> {
            assertThat(refused.problem().type().slug()).isEqualTo("too-many-requests");
            assertThat(refused.problem().members()).containsEntry("retry-after", "1");
        });
    }

    @Test
    void otherPeople_areServedMeanwhile() {
        takeAll("ana");

        rates.take("bo");
    }

    @Test
    void whoeverWaits_isServedAgain() {
        takeAll("ana");
        clock.pass(Duration.ofSeconds(2));

        rates.take("ana");
        rates.take("ana");

        assertThatThrownBy(() -> rates.take("ana")).isInstanceOf(ProblemException.class);
    }

    private void takeAll(String who) {
        for (int request = 0; request < 60; request++) {
            rates.take(who);
        }
    }
}
