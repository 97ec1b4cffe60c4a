package dendro.queryservice.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PlacesTest {

    @Test
    void takerWithoutAPlace_waitsForTheFirstThatIsGivenBack() throws Exception {
        Places places = new Places("training", 1, 1, Duration.ofMinutes(1));
        Places.Place first = places.take();
        CompletableFuture<Places.Place> second = CompletableFuture.supplyAsync(places::take);
        await().until(() -> places.waiting() == 1);

        assertThat(places.busy()).isEqualTo(1);
        assertThat(second).isNotDone();
        first.close();

        second.get(20, TimeUnit.SECONDS).close();
        assertThat(places.busy()).isZero();
    }

    @Test
    void takerBeyondTheQueue_isRefusedAtOnce() {
        Places places = new Places("training", 1, 1, Duration.ofMinutes(1));
        Places.Place first = places.take();
        CompletableFuture<Places.Place> second = CompletableFuture.supplyAsync(places::take);
        await().until(() -> places.waiting() == 1);

        assertThatThrownBy(places::take).satisfies(PlacesTest::isOverloaded).hasMessageContaining("waiting already");
        assertThat(places.waiting()).isEqualTo(1);
        first.close();
        assertThat(second).succeedsWithin(Duration.ofSeconds(20));
    }

    @Test
    void takerWhoseWaitIsTooLong_isRefused() {
        Places places = new Places("training", 1, 1, Duration.ofMillis(1));
        Places.Place first = places.take();

        assertThatThrownBy(places::take).satisfies(PlacesTest::isOverloaded).hasMessageContaining("waited for 1 ms");
        assertThat(places.waiting()).isZero();
        first.close();
    }

    @Test
    void placeOfWorkThatFails_isGivenBack() {
        Places places = new Places("scoring", 1, 0, Duration.ZERO);

        assertThatThrownBy(() -> places.run(() -> {
                    assertThat(places.busy()).isOne();
                    throw new IllegalStateException("as it happens");
                }))
                .hasMessage("as it happens");

        assertThat(places.busy()).isZero();
        assertThat(places.<String>run(() -> "done")).isEqualTo("done");
    }

    @Test
    void placeGivenBackTwice_isOnePlace() {
        Places places = new Places("training", 1, 0, Duration.ZERO);
        Places.Place first = places.take();
        first.close();
        first.close();
        Places.Place second = places.take();

        assertThatThrownBy(places::take).satisfies(PlacesTest::isOverloaded);
        second.close();
    }

    private static void isOverloaded(Throwable thrown) {
        assertThat(((ProblemException) thrown).problem().type()).isEqualTo(ProblemType.OVERLOADED);
    }
}
