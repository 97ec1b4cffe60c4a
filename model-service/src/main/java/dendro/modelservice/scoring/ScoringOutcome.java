package dendro.modelservice.scoring;

import dendro.cursor.ResolvedCursor;
import dendro.message.FeaturesRead;
import dendro.message.TriggerMessage;
import dendro.problem.Problem;
import java.util.Optional;
import java.util.function.Function;

/** What became of one message. */
public sealed interface ScoringOutcome {

    /** What one of two functions makes of it, as it is a score or none. */
    <T> T fold(Function<Scored, T> ifScored, Function<Unscorable, T> ifUnscorable);

    /**
     * A score.
     *
     * @param input what asked for it
     * @param score finite
     * @param cursor the basis of each database the features were read from
     * @param features that went into the model
     * @param model its name
     * @param version of the model
     * @param challenger what the challenger says of the same message, if it was asked and has answered
     */
    record Scored(
            TriggerMessage input,
            double score,
            ResolvedCursor cursor,
            FeaturesRead features,
            String model,
            int version,
            Optional<Scored> challenger)
            implements ScoringOutcome {

        /** The same with what the challenger says. */
        Scored challengedBy(Scored other) {
            return new Scored(input, score, cursor, features, model, version, Optional.of(other));
        }

        @Override
        public <T> T fold(Function<Scored, T> ifScored, Function<Unscorable, T> ifUnscorable) {
            return ifScored.apply(this);
        }
    }

    /**
     * No score, now or later; for a reason of the category {@code NOT_YET} perhaps later.
     *
     * @param reason why
     */
    record Unscorable(Problem reason) implements ScoringOutcome {

        @Override
        public <T> T fold(Function<Scored, T> ifScored, Function<Unscorable, T> ifUnscorable) {
            return ifUnscorable.apply(this);
        }
    }
}
