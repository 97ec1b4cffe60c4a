package dendro.modelservice.world;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dendro.blackbox.BlackboxKind;
import dendro.blackbox.Encoder;
import dendro.blackbox.LogisticRegression;
import dendro.blackbox.Standardisation;
import dendro.cursor.ResolvedCursor;
import dendro.drift.Bins;
import dendro.drift.Distribution;
import dendro.drift.TrainingDistribution;
import dendro.features.Column;
import dendro.features.ColumnType;
import dendro.features.FeatureValues;
import dendro.model.ModelDraft;
import dendro.model.ModelRepository;
import dendro.model.TrainingPeriod;
import dendro.model.TrainingRows;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
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

    /** A feature set of the amount alone. */
    public static final String AMOUNT = """
            {:name :purchase-risk
             :entity {:database :purchases :attribute :purchase/id}
             :features [[:find ?amount :keys amount
                         :in $purchases ?id
                         :where [$purchases ?p :purchase/id ?id] [$purchases ?p :purchase/amount ?amount]]]}
            """;

    private static final long DEAR = 50_000;

    /** Half of the purchases are dear, and so are half of the scores; half are from each city. */
    private static final TrainingDistribution TRAINING = new TrainingDistribution(
            List.of(
                    new Distribution("amount", new Bins.Ranges(List.of((double) DEAR)), List.of(200L, 200L, 0L)),
                    new Distribution(
                            "city",
                            new Bins.Categories(List.of("São Paulo", "Richmond")),
                            List.of(200L, 200L, 0L, 0L))),
            new Distribution(TrainingDistribution.SCORE, new Bins.Ranges(List.of(0.5)), List.of(200L, 200L, 0L)));

    private PublishedModel() {}

    /** Trains the model and publishes it, with the distribution of its training rows, as champion. */
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
                draft(FEATURE_SET, encoder, BlackboxKind.GRADIENT_BOOSTED_TREES, trees)
                        .trainedOn(TRAINING));
        models.point(NAME, "champion", version, "test");
    }

    /**
     * Publishes a regression over the amount alone that gives every purchase the same score.
     *
     * @param featureSet whose one column is {@code amount}
     * @param logOdds of the score
     * @return its version
     */
    public static int publishConstant(Path repository, String name, String featureSet, double logOdds) {
        Encoder encoder = Encoder.fit(List.of(new Column("amount", ColumnType.LONG)), List.of());
        LogisticRegression constant = new LogisticRegression(
                new Standardisation(new double[] {0}, new double[] {1}), logOdds, new double[] {0});
        try {
            Path file = Files.createTempFile("logistic", ".json");
            Files.write(file, constant.toJson(encoder.names()));
            int version = new ModelRepository(repository)
                    .publish(name, draft(featureSet, encoder, BlackboxKind.LOGISTIC_REGRESSION, file));
            Files.delete(file);
            return version;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ModelDraft draft(String featureSet, Encoder encoder, BlackboxKind kind, Path file) {
        return new ModelDraft(
                featureSet,
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
                kind,
                file,
                JsonNodeFactory.instance.objectNode());
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
