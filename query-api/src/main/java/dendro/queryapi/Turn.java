package dendro.queryapi;

import dendro.problem.ProblemException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Waits for its turn at a query-service that has too much to do: what it refuses with the word to come back is asked for
 * again, as it says, for so long. Other refusals are final.
 */
public final class Turn {

    private static final long LONGEST_PAUSE_SECONDS = 30;

    private Turn() {}

    /**
     * What is asked for, once the service takes it up.
     *
     * @param patience for how long it may refuse
     * @throws ProblemException what the service refuses it with, also for the time being if that lasts too long
     */
    public static <T> T of(Supplier<T> question, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            try {
                return question.get();
            } catch (ProblemException e) {
                long pause = pauseSeconds(e);
                if (pause < 0 || System.nanoTime() + TimeUnit.SECONDS.toNanos(pause) - end > 0) {
                    throw e;
                }
                sleep(pause, e);
            }
        }
    }

    private static long pauseSeconds(ProblemException refusal) {
        String seconds = refusal.problem().members().getOrDefault(QueryServiceClient.RETRY_AFTER, "");
        return seconds.matches("[0-9]{1,9}")
                ? Math.max(1, Math.min(Long.parseLong(seconds), LONGEST_PAUSE_SECONDS))
                : -1;
    }

    private static void sleep(long seconds, ProblemException refusal) {
        try {
            TimeUnit.SECONDS.sleep(seconds);
        } catch (InterruptedException e) {
            // Spark ends a task this way.
            Thread.currentThread().interrupt();
            throw refusal;
        }
    }
}
