package dendro.savedqueries.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class InFlightTest {

    private final InFlight inFlight = new InFlight(2);

    @Test
    void noMoreIsUnderWayThanThereArePlaces() {
        InFlight.Place first = inFlight.take(UUID.randomUUID());
        InFlight.Place second = inFlight.take(UUID.randomUUID());

        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> inFlight.take(UUID.randomUUID()))
                .satisfies(refused -> {
                    assertThat(refused.problem().type()).isEqualTo(ProblemType.OVERLOADED);
                    assertThat(refused.problem().members()).containsEntry("retry-after", "1");
                });

        // Closing a place again gives no other one back.
        first.close();
        first.close();
        try (InFlight.Place third = inFlight.take(UUID.randomUUID())) {
            assertThat(third.isAbandoned()).isFalse();
            assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> inFlight.take(UUID.randomUUID()));
        }
        second.close();
        assertThat(inFlight.ids()).isEmpty();
    }

    @Test
    void idIsUnderWayOnce() {
        UUID id = UUID.randomUUID();
        try (InFlight.Place place = inFlight.take(id)) {
            assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> inFlight.take(id));
            assertThat(inFlight.abandon(id)).isTrue();
            assertThat(place.isAbandoned()).isTrue();
        }

        assertThat(inFlight.abandon(id)).isFalse();
        inFlight.take(id).close();
    }
}
