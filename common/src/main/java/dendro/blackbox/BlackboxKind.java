package dendro.blackbox;

import dendro.problem.Problem;
import dendro.problem.ProblemType;

/** The kinds of blackboxes there are, each with the name of its file in the model repository. */
public enum BlackboxKind {
    /** XGBoost's trees in its own UBJSON format. */
    GRADIENT_BOOSTED_TREES("gradient-boosted-trees", "trees.ubj"),
    /** Coefficients and the standardisation they are of, JSON. */
    LOGISTIC_REGRESSION("logistic-regression", "logistic.json"),
    /** A model made elsewhere. */
    ONNX("onnx", "model.onnx");

    private final String slug;
    private final String fileName;

    BlackboxKind(String slug, String fileName) {
        this.slug = slug;
        this.fileName = fileName;
    }

    /** The stable name used in metadata. */
    public String slug() {
        return slug;
    }

    /** The name of the file that holds it. */
    public String fileName() {
        return fileName;
    }

    /** The blackbox whose file had this content, which must be undamaged; the caller closes it. */
    Blackbox load(byte[] content) throws BlackboxUnreadable {
        return switch (this) {
            case GRADIENT_BOOSTED_TREES -> GradientBoostedTrees.load(content);
            case LOGISTIC_REGRESSION -> LogisticRegressionJson.read(content);
            case ONNX -> OnnxModel.load(content);
        };
    }

    /**
     * The kind with this {@linkplain #slug() name}.
     *
     * @throws dendro.problem.ProblemException {@code model-unavailable} if there is none
     */
    public static BlackboxKind ofSlug(String slug) {
        for (BlackboxKind kind : values()) {
            if (kind.slug.equals(slug)) {
                return kind;
            }
        }
        throw new Problem(ProblemType.MODEL_UNAVAILABLE, "There is no kind of blackbox '" + slug + "'.").exception();
    }
}
