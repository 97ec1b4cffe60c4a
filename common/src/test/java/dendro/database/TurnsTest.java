package dendro.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TurnsTest {

    private final ExecutorService one = Executors.newSingleThreadExecutor();
    private final AtomicInteger runs = new AtomicInteger();

    @AfterEach
    void close() {
        one.shutdownNow();
    }

    @Test
    void everybodyWhoComesDuringARun_sharesTheNext() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        Turns turns = new Turns(one, () -> {
            runs.incrementAndGet();
            begun.countDown();
            waitFor(end);
        });
        CompletableFuture<Void> first = turns.next();
        waitFor(begun);

        List<CompletableFuture<Void>> waiting = new ArrayList<>();
        for (int caller = 0; caller < 100; caller++) {
            waiting.add(turns.next());
        }

        assertThat(waiting).doesNotContain(first).noneMatch(CompletableFuture::isDone);
        end.countDown();
        CompletableFuture.allOf(waiting.toArray(CompletableFuture[]::new)).get(5, TimeUnit.SECONDS);
        assertThat(runs).hasValue(2);
    }

    @Test
    void runThatFails_endsAllTheSameAndTheNextIsTaken() {
        Turns turns = new Turns(one, () -> {
            if (runs.incrementAndGet() == 1) {
                throw new IllegalStateException();
            }
        });

        assertThat(turns.next()).succeedsWithin(Duration.ofSeconds(5));
        assertThat(turns.next()).succeedsWithin(Duration.ofSeconds(5));
        assertThat(runs).hasValue(2);
    }

    @Test
    void turnAfterTheEnd_isNotWaitedFor() {
        one.shutdown();

        assertThat(new Turns(one, runs::incrementAndGet).next()).succeedsWithin(Duration.ofSeconds(5));
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            assertThat(latch.await(5, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
