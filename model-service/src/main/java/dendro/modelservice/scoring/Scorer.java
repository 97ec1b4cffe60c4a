package dendro.modelservice.scoring;

import dendro.blackbox.Encoder;
import dendro.features.FeatureOutcome;
import dendro.message.FeaturesRead;
import dendro.message.TriggerMessage;
import dendro.model.ModelVersion;
import dendro.problem.Problem;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The decision at the heart of the service: features in, scores out, the rows of a batch in one call of the model. */
public final class Scorer {

    private final ModelVersion model;
    private final Encoder encoder;
    private final Sampling sampling;

    /** A scorer that encodes as the model was trained and keeps the values of sampled ids. */
    public Scorer(ModelVersion model, Sampling sampling) {
        this.model = model;
        this.encoder = model.metadata().encoder();
        this.sampling = sampling;
    }

    /**
     * One outcome for each message, in order.
     *
     * @param messages that ask
     * @param features one outcome for each message, in order
     * @throws ProblemException {@code internal} if the model itself fails
     */
    public List<ScoringOutcome> score(List<TriggerMessage> messages, List<FeatureOutcome> features) {
        ScoringOutcome[] outcomes = new ScoringOutcome[messages.size()];
        List<Place> encoded = new ArrayList<>();
        List<float[]> vectors = new ArrayList<>();
        for (int index = 0; index < outcomes.length; index++) {
            try {
                FeatureOutcome.Row row = row(features.get(index));
                vectors.add(encoder.encode(row.values()));
                encoded.add(new Place(index, row));
            } catch (ProblemException e) {
                outcomes[index] = new ScoringOutcome.Unscorable(e.problem());
            }
        }
        float[] scores = model.blackbox().score(vectors.toArray(float[][]::new));
        for (int i = 0; i < scores.length; i++) {
            Place one = encoded.get(i);
            outcomes[one.index()] = outcome(messages.get(one.index()), one.row(), scores[i]);
        }
        return List.of(outcomes);
    }

    /** Where in the batch a row stands. */
    private record Place(int index, FeatureOutcome.Row row) {}

    private static FeatureOutcome.Row row(FeatureOutcome outcome) {
        if (outcome instanceof FeatureOutcome.Failed failed) {
            throw failed.problem().exception();
        }
        return (FeatureOutcome.Row) outcome;
    }

    private ScoringOutcome outcome(TriggerMessage message, FeatureOutcome.Row row, float score) {
        if (!Float.isFinite(score)) {
            return new ScoringOutcome.Unscorable(
                    new Problem(ProblemType.INTERNAL, "The model's score is " + score + ", which is no number."));
        }
        FeaturesRead read = sampling.holds(message.at().id())
                ? FeaturesRead.withValues(encoder.columns(), row.values())
                : FeaturesRead.withoutValues(encoder.columns(), row.values());
        return new ScoringOutcome.Scored(
                message, shortest(score), row.cursor(), read, model.name(), model.version(), Optional.empty());
    }

    /** The double with the fewest digits that is this float: 0.0421, not 0.042100001126527786. */
    private static double shortest(float score) {
        return Double.parseDouble(Float.toString(score));
    }
}
