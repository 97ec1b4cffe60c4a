package dendro.blackbox;

/** Vectors side by side in one array, as native libraries want them. */
final class VectorMatrix {

    private VectorMatrix() {}

    /**
     * The vectors, one after the other.
     *
     * @throws IllegalArgumentException if one is not of this width
     */
    static float[] of(float[][] vectors, int width) {
        float[] matrix = new float[Math.multiplyExact(vectors.length, width)];
        for (int row = 0; row < vectors.length; row++) {
            requireWidth(vectors[row], width);
            System.arraycopy(vectors[row], 0, matrix, row * width, width);
        }
        return matrix;
    }

    static void requireWidth(float[] vector, int width) {
        if (vector.length != width) {
            throw new IllegalArgumentException(
                    "A vector of " + vector.length + " floats came to a model that was trained on " + width + ".");
        }
    }
}
