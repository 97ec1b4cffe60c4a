package dendro.blackbox;

/**
 * A trained model: vectors in, scores out.
 *
 * <p>Every blackbox may be used by several threads at once. Closing waits for the scoring under way; scoring
 * after that throws {@link IllegalStateException}.
 */
public sealed interface Blackbox extends AutoCloseable permits GradientBoostedTrees, LogisticRegression, OnnxModel {

    /** How many floats a vector has. */
    int width();

    /**
     * One score per vector, in order: the probability, 0 to 1, that the label is true.
     *
     * @param vectors as the model's {@link Encoder} makes them, NaN for what is missing; may be empty
     * @throws IllegalArgumentException if a vector is not {@link #width()} wide
     */
    float[] score(float[][] vectors);

    /**
     * What each place of a vector has to do with its score.
     *
     * @throws IllegalArgumentException if the vector is not {@link #width()} wide
     * @throws dendro.problem.ProblemException {@code request-invalid} if this kind of model does not tell
     */
    Contributions contributions(float[] vector);

    /** Releases what the model holds outside the heap. */
    @Override
    void close();
}
