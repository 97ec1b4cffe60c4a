package dendro.benchmarks;

import dendro.benchmarks.model.MadeModel;
import dendro.blackbox.Encoder;
import dendro.demo.world.World;
import dendro.features.Column;
import dendro.features.FeatureValues;
import dendro.model.ModelVersion;
import dendro.model.TrainingPeriod;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/** Trees over the demo's feature set, as many and as deep as the trainer's; what they have learnt does not matter here. */
final class ScoredModel {

    static final String NAME = "purchase-risk";

    private static final int TREES = 100;
    private static final int DEPTH = 4;
    private static final Instant BEGIN = Instant.parse("2024-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("2026-01-01T00:00:00Z");

    private ScoredModel() {}

    /** Publishes the model as champion of a new repository and loads it; the caller closes it. */
    static ModelVersion publish(Path repository, Path trees, List<Column> columns, List<FeatureValues> rows) {
        Random random = new Random(108);
        return new MadeModel(
                        NAME,
                        World.purchaseRisk(),
                        new TrainingPeriod(BEGIN, END, END),
                        "binary:logistic",
                        DEPTH,
                        TREES)
                .publish(repository, trees, Encoder.fit(columns, rows), rows, row -> random.nextInt(2));
    }
}
