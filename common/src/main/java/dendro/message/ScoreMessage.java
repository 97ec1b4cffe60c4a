package dendro.message;

import dendro.cursor.ResolvedCursor;

/**
 * A score, with what is needed to get the same score again.
 *
 * @param input what asked for it
 * @param score what the model says; finite
 * @param meta how it came about
 */
public record ScoreMessage(TriggerMessage input, double score, Meta meta) {

    public ScoreMessage {
        if (!Double.isFinite(score)) {
            throw new IllegalArgumentException("A score is a finite number, not " + score + ".");
        }
    }

    /**
     * How a score came about.
     *
     * @param model name of the model
     * @param version of the model
     * @param responseTime milliseconds from reading the message to producing its score
     * @param cursor the basis of each database the features were read from
     * @param features that went into the model
     */
    public record Meta(
            String model, String version, double responseTime, ResolvedCursor cursor, FeaturesRead features) {}

    /** This message as JSON in UTF-8. */
    public byte[] toJson() {
        return ScoreMessageJson.write(this);
    }

    /**
     * The inverse of {@link #toJson}.
     *
     * @throws dendro.problem.ProblemException {@code request-invalid} with a sentence that names what is wrong
     */
    public static ScoreMessage fromJson(byte[] message) {
        return ScoreMessageJson.read(message);
    }
}
