package dendro.modelservice.scoring;

import dendro.features.EntityAt;
import dendro.features.FeatureOutcome;
import dendro.message.TriggerMessage;
import dendro.model.ModelVersion;
import dendro.modelservice.drift.ScoredRow;
import dendro.modelservice.drift.VersionDrift;
import java.util.ArrayList;
import java.util.List;

/**
 * A version of a model at work: it reads the features that it was trained on and scores them. Whether a message or a
 * request asks, this is the code that answers.
 */
public final class ServedModel {

    private final ModelVersion version;
    private final FeatureReading ofMessages;
    private final FeatureReading ofRequests;
    private final Scorer scorer;
    private final VersionDrift drift;

    /** A version, open, whose scores are not compared with anything; {@link #close} closes it. */
    public ServedModel(ModelVersion version, FeatureSource source, Sampling sampling) {
        this(version, source, source, sampling, VersionDrift.ofUnknownTraining(version.version()));
    }

    /**
     * A version, open, if it matters who asks; {@link #close} closes it.
     *
     * @param ofMessages where the features of messages come from, which are asked about again if it was too early
     * @param ofRequests where those of requests come from, which are asked about once
     * @param drift of what it scores for messages
     */
    public ServedModel(
            ModelVersion version,
            FeatureSource ofMessages,
            FeatureSource ofRequests,
            Sampling sampling,
            VersionDrift drift) {
        this.version = version;
        this.ofMessages = reading(version, ofMessages);
        this.ofRequests = reading(version, ofRequests);
        this.scorer = new Scorer(version, sampling);
        this.drift = drift;
    }

    private static FeatureReading reading(ModelVersion version, FeatureSource source) {
        return new FeatureReading(
                source, version.metadata().featureSetText(), version.metadata().columns());
    }

    /** Which version it is. */
    public ModelVersion version() {
        return version;
    }

    /**
     * Asks for the features of no rows.
     *
     * @throws dendro.problem.ProblemException as {@link #features} would
     */
    public void probe() {
        ofMessages.probe();
    }

    /** What the features of these rows are, for messages that can wait: one outcome for each, in order. */
    public List<FeatureOutcome> features(List<EntityAt> rows) {
        return ofMessages.outcomes(rows);
    }

    /** The same for a request, which is answered once: as long as it takes for the databases to be observed. */
    public List<FeatureOutcome> featuresForRequest(List<EntityAt> rows) {
        return ofRequests.outcomes(rows);
    }

    /** What they score, one outcome for each, in order. */
    public List<ScoringOutcome> score(List<TriggerMessage> messages, List<FeatureOutcome> read) {
        return scorer.score(messages, read);
    }

    /** Counts what these rows scored, for comparison with what the version was trained on. Also after it was closed. */
    void count(List<FeatureOutcome> read, List<ScoringOutcome> outcomes) {
        List<ScoredRow> rows = new ArrayList<>();
        for (int i = 0; i < outcomes.size(); i++) {
            if (outcomes.get(i) instanceof ScoringOutcome.Scored scored
                    && read.get(i) instanceof FeatureOutcome.Row row) {
                rows.add(new ScoredRow(row.values(), scored.score()));
            }
        }
        drift.count(rows);
    }

    /** How what it scores for messages compares with what it was trained on. */
    public VersionDrift drift() {
        return drift;
    }

    /**
     * Where the score of a row comes from.
     *
     * @throws dendro.problem.ProblemException {@code request-invalid} if this kind of model does not tell
     */
    public Explanation explain(FeatureOutcome.Row row) {
        return Explanation.of(version, row.values());
    }

    /** Whether the features that the other one has read are also this one's. */
    boolean readsTheFeaturesOf(ServedModel other) {
        return version.metadata()
                        .featureSetText()
                        .equals(other.version.metadata().featureSetText())
                && version.metadata().columns().equals(other.version.metadata().columns());
    }

    void close() {
        version.close();
    }
}
