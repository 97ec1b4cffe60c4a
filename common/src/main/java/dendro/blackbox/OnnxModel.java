package dendro.blackbox;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dendro.problem.Problem;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.Set;

/**
 * A model made elsewhere, in ONNX, run in process by ONNX Runtime. What it must look like is {@link OnnxContract}.
 *
 * <p>Bounded: the caller's own thread computes, rows pass in parts of at most {@value #MOST_ROWS}, memory is given
 * back after each, and a file larger than {@value #MOST_BYTES} bytes is refused. The model comes as bytes, so it
 * cannot refer to other files.
 */
public final class OnnxModel implements Blackbox {

    static final int MOST_BYTES = 256 * 1024 * 1024;

    private static final int MOST_ROWS = 1000;

    private final OrtSession session;
    private final OnnxContract contract;
    private final UseUntilClosed open;

    private OnnxModel(OrtSession session, OnnxContract contract) {
        this.session = session;
        this.contract = contract;
        this.open = new UseUntilClosed("This ONNX model is closed.", () -> closed(session));
    }

    /** The model in this content, tried once, so that one that cannot score is refused here. */
    static OnnxModel load(byte[] content) throws BlackboxUnreadable {
        if (content.length > MOST_BYTES) {
            throw new BlackboxUnreadable(
                    "it has " + content.length + " bytes; " + MOST_BYTES + " are allowed",
                    new IllegalArgumentException("too large"));
        }
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setExecutionMode(OrtSession.SessionOptions.ExecutionMode.SEQUENTIAL);
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.setCPUArenaAllocator(false);
            options.setMemoryPatternOptimization(false);
            return tried(OrtEnvironment.getEnvironment().createSession(content, options));
        } catch (OrtException e) {
            throw new BlackboxUnreadable(String.valueOf(e.getMessage()), e);
        }
    }

    private static OnnxModel tried(OrtSession session) throws BlackboxUnreadable, OrtException {
        try {
            OnnxModel model = new OnnxModel(session, OnnxContract.of(session.getInputInfo(), session.getOutputInfo()));
            model.score(new float[2][model.width()]);
            return model;
        } catch (ProblemException e) {
            session.close();
            throw new BlackboxUnreadable(e.problem().detail(), e);
        } catch (BlackboxUnreadable | OrtException | RuntimeException e) {
            session.close();
            throw e;
        }
    }

    @Override
    public int width() {
        return contract.width();
    }

    @Override
    public float[] score(float[][] vectors) {
        float[] matrix = VectorMatrix.of(vectors, width());
        float[] scores = new float[vectors.length];
        for (int from = 0; from < scores.length; from += MOST_ROWS) {
            int start = from;
            int rows = Math.min(MOST_ROWS, scores.length - from);
            float[] part = open.use(() -> run(matrix, start, rows));
            System.arraycopy(part, 0, scores, from, rows);
        }
        return scores;
    }

    private float[] run(float[] matrix, int from, int rows) {
        FloatBuffer floats = FloatBuffer.wrap(matrix, from * width(), rows * width());
        try (OnnxTensor input = OnnxTensor.createTensor(
                        OrtEnvironment.getEnvironment(), floats.slice(), new long[] {rows, width()});
                OrtSession.Result result = session.run(Map.of(OnnxContract.INPUT, input), Set.of(contract.output()))) {
            return contract.scores((OnnxTensor) result.get(0), rows);
        } catch (OrtException e) {
            throw new Problem(ProblemType.INTERNAL, "The ONNX model did not score: " + e.getMessage()).exception(e);
        }
    }

    @Override
    public Contributions contributions(float[] vector) {
        throw new Problem(
                        ProblemType.REQUEST_INVALID,
                        "This model is ONNX, made elsewhere: it gives scores and does not tell what each feature"
                                + " contributes. Ask for the score without 'explain'.")
                .exception();
    }

    @Override
    public void close() {
        open.close();
    }

    private static void closed(OrtSession session) {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime did not close a session.", e);
        }
    }
}
