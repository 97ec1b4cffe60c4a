package dendro.modelservice.scoring;

import dendro.features.EntityAt;
import dendro.features.FeatureOutcome;
import dendro.message.TriggerMessage;
import dendro.message.TriggerMessageReader;
import dendro.problem.Problem;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import java.util.ArrayList;
import java.util.List;

/**
 * A batch of messages from bytes to outcomes: read them, read their features in one request, score them at once, and count
 * what was scored.
 */
public final class MessageScoring implements BatchScoring {

    private final TriggerMessageReader reader;
    private final ModelSource champion;
    private final Challenger challenger;
    private final ScoringFigures figures;

    /** The steps, and where their times are recorded. */
    public MessageScoring(
            TriggerMessageReader reader, ModelSource champion, Challenger challenger, ScoringFigures figures) {
        this.reader = reader;
        this.champion = champion;
        this.challenger = challenger;
        this.figures = figures;
    }

    @Override
    public List<ScoringOutcome> outcomes(List<byte[]> messages) {
        ScoringOutcome[] outcomes = new ScoringOutcome[messages.size()];
        List<TriggerMessage> sound = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        figures.readTime().time(() -> {
            for (int place = 0; place < outcomes.length; place++) {
                try {
                    sound.add(reader.read(messages.get(place)));
                    places.add(place);
                } catch (ProblemException e) {
                    outcomes[place] = new ScoringOutcome.Unscorable(e.problem());
                }
            }
        });
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
        try (Lease lease = champion.lease().orElseThrow(MessageScoring::nobody)) {
            return scored(lease.model(), messages);
        }
    }

    /** All by this one model, whatever the alias comes to point to meanwhile. */
    private List<ScoringOutcome> scored(ServedModel model, List<TriggerMessage> messages) {
        List<EntityAt> rows = messages.stream().map(TriggerMessage::at).toList();
        try (Shadow shadow = challenger.begin(model, messages)) {
            List<FeatureOutcome> features = figures.featuresTime().timeSupplier(() -> model.features(rows));
            shadow.featuresAre(features);
            List<ScoringOutcome> outcomes = figures.modelTime().timeSupplier(() -> model.score(messages, features));
            model.count(features, outcomes);
            return shadow.beside(outcomes);
        }
    }

    private static ProblemException nobody() {
        return new Problem(ProblemType.MODEL_UNAVAILABLE, "No version of the model is in charge.").exception();
    }
}
