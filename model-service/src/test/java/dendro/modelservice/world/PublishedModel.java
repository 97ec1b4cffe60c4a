package dendro.modelservice.world;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dendro.blackbox.BlackboxKind;
import dendro.blackbox.Encoder;
import dendro.cursor.ResolvedCursor;
import dendro.features.Column;
import dendro.features.ColumnType;
import dendro.features.FeatureValues;
import dendro.model.ModelDraft;
import dendro.model.ModelRepository;
import dendro.model.TrainingPeriod;
import dendro.model.TrainingRows;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/** A small real model over the world's purchases: dear ones are risky. */
public final class PublishedModel {

    /** Its name. */
    public static final String NAME = "purchase-risk";

    /** Its columns. */
    public static final List<Column> COLUMNS =
            List.of(new Column("amount", ColumnType.LONG), new Column("city", ColumnType.TEXT));

    /** Its feature set. */
    public static final String FEATURE_SET = """
            {:name :purchase-risk
             :entity {:database :purchases :attribute :purchase/id}
             :features [[:find ?amount :keys amount
                         :in $purchases ?id
                         :where [$purchases ?p :purchase/id ?id] [$purchases ?p :purchase/amount ?amount]]
                        [:find ?city :keys city
                         :in $purchases $customers ?id
                         :where [$purchases ?p :purchase/id ?id] [$purchases ?p :purchase/customer-id ?c]
                                [$customers ?customer :customer/id ?c] [$customers ?customer :customer/city ?city]]]}
            """;

    private static final long DEAR = 50_000;

    private PublishedModel() {}

    /** Trains the model and publishes it as champion. */
    public static void publish(Path repository, Path trees) {
        List<FeatureValues> rows = IntStream.range(0, PurchasesSeed.PURCHASES)
                .mapToObj(i -> FeatureValues.of(List.of(
                        PurchasesSeed.amount(i), i < PurchasesSeed.FIRST_FROM_RICHMOND ? "São Paulo" : "Richmond")))
                .toList();
        Encoder encoder = Encoder.fit(COLUMNS, rows);
        train(encoder, rows, trees);
        ModelRepository models = new ModelRepository(repository);
        int version = models.publish(
                NAME,
                new ModelDraft(
                        FEATURE_SET,
                        "9f2c",
                        encoder,
                        ResolvedCursor.of(Map.of("purchases", 1042L, "customers", 871L)),
                        new TrainingPeriod(
                                PurchasesSeed.FIRST,
                                PurchasesSeed.moment(PurchasesSeed.PURCHASES),
                                PurchasesSeed.moment(PurchasesSeed.FIRST_FROM_RICHMOND)),
                        new TrainingRows(PurchasesSeed.PURCHASES, 0, 0, 0),
                        new TreeMap<>(Map.of("auc", 1.0)),
                        new TreeMap<>(),
                        BlackboxKind.GRADIENT_BOOSTED_TREES,
                        trees,
                        JsonNodeFactory.instance.objectNode()));
        models.point(NAME, "champion", version, "test");
    }

    private static void train(Encoder encoder, List<FeatureValues> rows, Path file) {
        float[] matrix = new float[rows.size() * encoder.width()];
        float[] labels = new float[rows.size()];
        for (int row = 0; row < rows.size(); row++) {
            float[] vector = encoder.encode(rows.get(row));
            System.arraycopy(vector, 0, matrix, row * vector.length, vector.length);
            labels[row] = vector[0] > DEAR ? 1 : 0;
        }
        try {
            DMatrix training = new DMatrix(matrix, rows.size(), encoder.width(), Float.NaN);
            training.setLabel(labels);
            Map<String, Object> parameters = Map.of("objective", "binary:logistic", "max_depth", 2, "nthread", 1);
            Booster booster = XGBoost.train(training, parameters, 10, new HashMap<>(), null, null);
            booster.saveModel(file.toString());
            booster.dispose();
            training.dispose();
        } catch (XGBoostError e) {
            throw new IllegalStateException(e);
        }
    }
}
