package dendro.modelservice.scoring;

import dendro.features.FeatureOutcome;
import dendro.message.TriggerMessage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Scores a fraction of the messages beside the champion, on threads of its own, so that the champion does not suffer:
 *
 * <ol>
 *   <li>What goes wrong here is counted, and logged when it is something new; the champion's score goes out without it.
 *   <li>The champion's scores wait for the challenger's for a set time at most.
 *   <li>A challenger that is still busy with earlier batches is not waited for at all.
 * </ol>
 *
 * <p>Which messages it scores is a matter of their ids: the same on every run and in every service. A challenger with
 * the champion's feature set scores the features that the champion has read; any other reads its own.
 */
public final class Challenger implements AutoCloseable {

    /** Why the challenger did not score a message it was to score. */
    public enum Skipped {
        /** It was still at work on earlier batches. */
        BUSY("busy"),
        /** It took longer than the champion waits. */
        LATE("late"),
        /** It failed, or has no score for a message that the champion has scored. */
        FAILED("failed");

        private final String slug;

        Skipped(String slug) {
            this.slug = slug;
        }

        String slug() {
            return slug;
        }
    }

    private static final Logger log = LoggerFactory.getLogger(Challenger.class);

    private static final Duration FEATURES_DEADLINE = Duration.ofSeconds(60);
    private static final Duration END_DEADLINE = Duration.ofSeconds(5);

    private final ModelSource source;
    private final Sampling sampling;
    private final Duration patience;
    private final ScoringFigures figures;
    private final ThreadPoolExecutor threads;

    private volatile String lastFailure = "";

    /**
     * A challenger; the caller closes it.
     *
     * @param source of the version that challenges, none at times
     * @param sampling which ids it scores
     * @param patience how long the champion's scores wait for it at most
     * @param atOnce how many batches it works on at the same time at most
     */
    public Challenger(ModelSource source, Sampling sampling, Duration patience, int atOnce, ScoringFigures figures) {
        this.source = source;
        this.sampling = sampling;
        this.patience = patience;
        this.figures = figures;
        this.threads = new ThreadPoolExecutor(0, atOnce, 1, TimeUnit.MINUTES, new SynchronousQueue<>(), task -> {
            Thread thread = new Thread(task, "challenger");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Nobody challenges. */
    public static Challenger none(ScoringFigures figures) {
        return new Challenger(Optional::empty, new Sampling(0), Duration.ZERO, 1, figures);
    }

    /** Begins with the messages that fall to the challenger; the caller closes the shadow. */
    Shadow begin(ServedModel champion, List<TriggerMessage> messages) {
        List<Integer> places = IntStream.range(0, messages.size())
                .filter(place -> isChosen(messages.get(place).at().id()))
                .boxed()
                .toList();
        if (places.isEmpty()) {
            return Shadow.NONE;
        }
        Optional<Lease> lease = source.lease();
        if (lease.isEmpty()) {
            return Shadow.NONE;
        }
        List<TriggerMessage> chosen = places.stream().map(messages::get).toList();
        CompletableFuture<List<FeatureOutcome>> read = new CompletableFuture<>();
        try {
            Future<Shadow.Answer> answer = threads.submit(() -> scored(lease.get(), champion, chosen, read));
            return new Shadow(places, read, answer, patience, this::end);
        } catch (RejectedExecutionException e) {
            lease.get().close();
            figures.challengerSkipped(Skipped.BUSY, places.size());
            return Shadow.NONE;
        }
    }

    /** Salted: else the ids whose values are logged and those that are challenged would be the same. */
    boolean isChosen(String id) {
        return sampling.holds("challenger " + id);
    }

    private Shadow.Answer scored(
            Lease lease,
            ServedModel champion,
            List<TriggerMessage> messages,
            CompletableFuture<List<FeatureOutcome>> readByChampion)
            throws Exception {
        try (lease) {
            ServedModel model = lease.model();
            List<FeatureOutcome> features = model.readsTheFeaturesOf(champion)
                    ? readByChampion.get(FEATURES_DEADLINE.toSeconds(), TimeUnit.SECONDS)
                    : model.features(messages.stream().map(TriggerMessage::at).toList());
            return new Shadow.Answer(model, features, model.score(messages, features));
        }
    }

    private void end(Shadow.End end) {
        if (end.scored() > 0) {
            figures.challengerScored(end.scored());
        }
        if (end.missing() > 0) {
            figures.challengerSkipped(end.reason(), end.missing());
        }
        if (!end.sentence().isEmpty() && !end.sentence().equals(lastFailure)) {
            lastFailure = end.sentence();
            log.warn("The challenger did not score {} messages: {}", end.missing(), end.sentence());
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        try {
            if (!threads.awaitTermination(END_DEADLINE.toSeconds(), TimeUnit.SECONDS)) {
                log.warn("The challenger did not end within {}", END_DEADLINE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
