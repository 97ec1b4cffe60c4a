package dendro.modelservice.scoring;

import dendro.features.FeatureOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * The challenger's part of one batch. Closing it lets a challenger that waits for the champion's features go. For one
 * thread.
 */
final class Shadow implements AutoCloseable {

    /** Nothing of this batch falls to a challenger. */
    static final Shadow NONE =
            new Shadow(List.of(), new CompletableFuture<>(), new CompletableFuture<>(), Duration.ZERO, end -> {});

    private final List<Integer> places;
    private final CompletableFuture<List<FeatureOutcome>> features;
    private final Future<Answer> answer;
    private final Duration patience;
    private final Consumer<End> atEnd;

    /**
     * What came of it.
     *
     * @param scored messages
     * @param missing messages that the champion has scored and the challenger was to score and did not
     * @param reason for those
     * @param sentence what went wrong, if something did
     */
    record End(int scored, int missing, Challenger.Skipped reason, String sentence) {}

    /**
     * What the challenger says of its part.
     *
     * @param model that says it; for {@link ServedModel#count} alone, as it may have been closed by now
     * @param features that it has scored, one outcome for each place
     * @param outcomes of scoring, one for each place
     */
    record Answer(ServedModel model, List<FeatureOutcome> features, List<ScoringOutcome> outcomes) {}

    /**
     * A shadow.
     *
     * @param places in the batch of the messages it scores
     * @param features to be completed with the champion's
     * @param answer to come
     * @param patience how long it is waited for once the champion's scores are there
     */
    Shadow(
            List<Integer> places,
            CompletableFuture<List<FeatureOutcome>> features,
            Future<Answer> answer,
            Duration patience,
            Consumer<End> atEnd) {
        this.places = places;
        this.features = features;
        this.answer = answer;
        this.patience = patience;
        this.atEnd = atEnd;
    }

    /** The champion has read these, for the whole batch. */
    void featuresAre(List<FeatureOutcome> ofBatch) {
        features.complete(places.stream().map(ofBatch::get).toList());
    }

    /** The champion's outcomes, with what the challenger says beside them if it says so in time. */
    List<ScoringOutcome> beside(List<ScoringOutcome> champions) {
        if (places.isEmpty()) {
            return champions;
        }
        try {
            return joined(champions, answer.get(patience.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            return without(champions, Challenger.Skipped.LATE, "");
        } catch (ExecutionException e) {
            return without(champions, Challenger.Skipped.FAILED, String.valueOf(e.getCause()));
        } catch (CancellationException e) {
            return without(champions, Challenger.Skipped.FAILED, "It was cancelled.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return without(champions, Challenger.Skipped.LATE, "");
        }
    }

    private List<ScoringOutcome> without(List<ScoringOutcome> champions, Challenger.Skipped reason, String sentence) {
        long scored = places.stream()
                .filter(place -> champions.get(place) instanceof ScoringOutcome.Scored)
                .count();
        atEnd.accept(new End(0, (int) scored, reason, sentence));
        return champions;
    }

    private List<ScoringOutcome> joined(List<ScoringOutcome> champions, Answer challengers) {
        List<ScoringOutcome> joined = new ArrayList<>(champions);
        List<FeatureOutcome> read = new ArrayList<>();
        List<ScoringOutcome> scored = new ArrayList<>();
        int missing = 0;
        for (int i = 0; i < places.size(); i++) {
            int place = places.get(i);
            // A message that waits for its moment is asked about again and again, and counts once.
            if (champions.get(place) instanceof ScoringOutcome.Scored champion) {
                if (challengers.outcomes().get(i) instanceof ScoringOutcome.Scored challenger) {
                    joined.set(place, champion.challengedBy(challenger));
                    read.add(challengers.features().get(i));
                    scored.add(challenger);
                } else {
                    missing++;
                }
            }
        }
        challengers.model().count(read, scored);
        atEnd.accept(new End(scored.size(), missing, Challenger.Skipped.FAILED, ""));
        return List.copyOf(joined);
    }

    @Override
    public void close() {
        features.cancel(false);
    }
}
