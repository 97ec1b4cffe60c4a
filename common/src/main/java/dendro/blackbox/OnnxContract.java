package dendro.blackbox;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.TensorInfo;
import dendro.problem.Problem;
import dendro.problem.ProblemType;
import java.nio.FloatBuffer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an ONNX model must take and give.
 *
 * <ul>
 *   <li>One input, {@code features}: 32-bit floats, {@code [rows, width]} with any number of rows, a row being the
 *       vector that the model's {@link Encoder} makes, NaN for what is missing.
 *   <li>An output {@code score}: 32-bit floats, {@code [rows]} or {@code [rows, 1]}, the probability of true; or,
 *       if there is none, {@code probabilities}: {@code [rows, 2]}, the probabilities of false and true.
 * </ul>
 *
 * <p>Other outputs are not computed.
 *
 * @param width of a row
 * @param output {@code score} or {@code probabilities}
 */
record OnnxContract(int width, String output) {

    static final String INPUT = "features";

    private static final String SCORE = "score";
    private static final String PROBABILITIES = "probabilities";
    private static final int MOST_PLACES = 1_000_000;

    static OnnxContract of(Map<String, NodeInfo> inputs, Map<String, NodeInfo> outputs) throws BlackboxUnreadable {
        if (inputs.size() != 1 || !inputs.containsKey(INPUT)) {
            throw refused("its inputs are " + inputs.keySet() + "; it must have one, 'features'");
        }
        long[] shape = floats(INPUT, inputs.get(INPUT));
        if (shape.length != 2 || shape[0] != -1 || shape[1] < 1 || shape[1] > MOST_PLACES) {
            throw refused("the input 'features' must be [rows, width] with any number of rows and a fixed width");
        }
        if (outputs.containsKey(SCORE)) {
            long[] scores = floats(SCORE, outputs.get(SCORE));
            if (scores.length != 1 && (scores.length != 2 || scores[1] != 1)) {
                throw refused("the output 'score' must be [rows] or [rows, 1]");
            }
            return new OnnxContract((int) shape[1], SCORE);
        }
        if (outputs.containsKey(PROBABILITIES)) {
            long[] probabilities = floats(PROBABILITIES, outputs.get(PROBABILITIES));
            if (probabilities.length != 2 || probabilities[1] != 2) {
                throw refused("the output 'probabilities' must be [rows, 2]");
            }
            return new OnnxContract((int) shape[1], PROBABILITIES);
        }
        throw refused("its outputs are " + outputs.keySet() + "; it must have 'score' or 'probabilities'");
    }

    private static long[] floats(String name, @Nullable NodeInfo node) throws BlackboxUnreadable {
        if (node != null && node.getInfo() instanceof TensorInfo tensor && tensor.type == OnnxJavaType.FLOAT) {
            return tensor.getShape();
        }
        throw refused("'" + name + "' is not a tensor of 32-bit floats");
    }

    private static BlackboxUnreadable refused(String reason) {
        return new BlackboxUnreadable(reason, new IllegalArgumentException(reason));
    }

    /** The scores in an output for so many rows. */
    float[] scores(OnnxTensor tensor, int rows) {
        FloatBuffer floats = tensor.getFloatBuffer();
        int each = output.equals(SCORE) ? 1 : 2;
        if (floats.remaining() != rows * each) {
            throw new Problem(
                            ProblemType.INTERNAL,
                            "The ONNX model gave " + floats.remaining() + " floats for " + rows + " rows, not " + each
                                    + " each.")
                    .exception();
        }
        float[] scores = new float[rows];
        for (int row = 0; row < rows; row++) {
            scores[row] = floats.get(row * each + each - 1);
        }
        return scores;
    }
}
