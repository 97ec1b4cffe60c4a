package dendro.modelservice.scoring;

import dendro.features.EntityAt;
import dendro.features.FeatureOutcome;
import dendro.message.TriggerMessage;
import dendro.message.TriggerMessageReader;
import dendro.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;

/** A batch of messages from bytes to outcomes: read them, read their features in one request, score them at once. */
public final class MessageScoring {

    private final TriggerMessageReader reader;
    private final FeatureReading features;
    private final Scorer scorer;
    private final ScoringFigures figures;

    /** The steps, and where their times are recorded. */
    public MessageScoring(TriggerMessageReader reader, FeatureReading features, Scorer scorer, ScoringFigures figures) {
        this.reader = reader;
        this.features = features;
        this.scorer = scorer;
        this.figures = figures;
    }

    /**
     * One outcome for each message, in order.
     *
     * @throws ProblemException if the batch cannot be scored now; trying again later may succeed
     */
    public List<ScoringOutcome> outcomes(List<byte[]> messages) {
        ScoringOutcome[] outcomes = new ScoringOutcome[messages.size()];
        List<TriggerMessage> sound = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        for (int place = 0; place < outcomes.length; place++) {
            try {
                sound.add(reader.read(messages.get(place)));
                places.add(place);
            } catch (ProblemException e) {
                outcomes[place] = new ScoringOutcome.Unscorable(e.problem());
            }
        }
        List<ScoringOutcome> scored = scored(sound);
        for (int i = 0; i < scored.size(); i++) {
            outcomes[places.get(i)] = scored.get(i);
        }
        return List.of(outcomes);
    }

    private List<ScoringOutcome> scored(List<TriggerMessage> messages) {
        if (messages.isEmpty()) {
            return List.of();
        }
        List<EntityAt> rows = messages.stream().map(TriggerMessage::at).toList();
        List<FeatureOutcome> outcomes = figures.featuresTime().timeSupplier(() -> features.outcomes(rows));
        return figures.modelTime().timeSupplier(() -> scorer.score(messages, outcomes));
    }
}
