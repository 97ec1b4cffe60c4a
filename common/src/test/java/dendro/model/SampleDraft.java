package dendro.model;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dendro.blackbox.BlackboxKind;
import dendro.blackbox.Encoder;
import dendro.blackbox.SampleTrees;
import dendro.cursor.ResolvedCursor;
import dendro.features.Column;
import dendro.features.ColumnType;
import dendro.features.FeatureValues;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A small real model to publish, for tests. */
public final class SampleDraft {

    private SampleDraft() {}

    /** A draft over the columns amount and city, its trees written into the folder. */
    public static ModelDraft in(Path folder) {
        Path trees = folder.resolve("trees.ubj");
        if (!Files.exists(trees)) {
            SampleTrees.write(trees, 3);
        }
        Encoder encoder = Encoder.fit(
                List.of(new Column("amount", ColumnType.LONG), new Column("city", ColumnType.TEXT)),
                List.of(FeatureValues.of(List.of(1L, "São Paulo"))));
        return new ModelDraft(
                "{:name :purchase-risk} ; as written",
                "9f2c",
                encoder,
                ResolvedCursor.of(Map.of("purchases", 1042L, "customers", 871L)),
                new TrainingPeriod(
                        Instant.parse("2013-01-01T00:00:00Z"),
                        Instant.parse("2014-11-15T00:00:00Z"),
                        Instant.parse("2014-06-01T00:00:00Z")),
                new TrainingRows(700, 250, 40, 10),
                new TreeMap<>(Map.of("auc", 0.75, "log-loss", 0.1)),
                new TreeMap<>(Map.of("spark", "4.1.0")),
                BlackboxKind.GRADIENT_BOOSTED_TREES,
                trees,
                JsonNodeFactory.instance.objectNode().put("auc", 0.75));
    }
}
