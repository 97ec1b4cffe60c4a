package dendro.chaos;

import dendro.asof.AsOfEngine;
import dendro.benchmarks.model.MadeModel;
import dendro.blackbox.Encoder;
import dendro.database.DatabaseLocation;
import dendro.database.Databases;
import dendro.database.Deadline;
import dendro.features.EntityAt;
import dendro.features.FeatureOutcome;
import dendro.features.FeatureValues;
import dendro.features.TypedFeatureSet;
import dendro.model.ModelVersion;
import dendro.model.TrainingPeriod;
import dendro.query.guard.QueryGuard;
import dendro.queryservice.QueryServiceConfiguration;
import dendro.queryservice.features.FeatureSets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Two databases of purchases and their customers, who move all the time, as seed files; a model over them; and the scores
 * that the training path computes: features of all purchases in one sweep over the history, encoded and scored here.
 */
final class ChaosWorld {

    /** Name of the model. */
    static final String MODEL = "purchase-risk";

    private static final Instant SCHEMA = Instant.parse("2014-01-01T00:00:00Z");
    private static final Instant FIRST = Instant.parse("2014-11-15T00:00:00Z");
    private static final int CUSTOMERS = 50;
    private static final int PURCHASES_A_TRANSACTION = 20;
    private static final int FITTED = 500;
    private static final int TREES = 20;
    private static final int DEPTH = 6;
    private static final String[] CITIES = {"São Paulo", "Richmond", "Quercus", "Lisbon"};

    private static final String FEATURE_SET = """
            {:name :purchase-risk
             :entity {:database :purchases :attribute :purchase/id}
             :features [[:find ?amount ?city :keys amount city
                         :in $purchases $customers ?id
                         :where [$purchases ?p :purchase/id ?id] [$purchases ?p :purchase/amount ?amount]
                                [$purchases ?p :purchase/customer-id ?c]
                                [$customers ?customer :customer/id ?c] [$customers ?customer :customer/city ?city]]
                        [:find (count ?other) :keys purchases-before
                         :in $purchases ?id
                         :where [$purchases ?p :purchase/id ?id] [$purchases ?p :purchase/customer-id ?c]
                                [$purchases ?other :purchase/customer-id ?c]]]}
            """;

    private final Path folder;
    private final List<EntityAt> purchases = new ArrayList<>();

    /** Writes the seeds of so many purchases. */
    ChaosWorld(Path folder, int size) {
        this.folder = folder;
        try (Writer customers = Files.newBufferedWriter(seed("customers"));
                Writer sales = Files.newBufferedWriter(seed("purchases"))) {
            customers.write(transaction(SCHEMA, attribute("customer/id", true) + attribute("customer/city", false)));
            sales.write(transaction(
                    SCHEMA,
                    attribute("purchase/id", true)
                            + attribute("purchase/customer-id", false)
                            + "{:db/ident :purchase/amount :db/valueType :db.type/long"
                            + " :db/cardinality :db.cardinality/one}"));
            for (int begin = 0; begin < size; begin += PURCHASES_A_TRANSACTION) {
                int number = begin / PURCHASES_A_TRANSACTION;
                Instant moment = FIRST.plusSeconds(60L * number);
                customers.write(transaction(
                        moment.minusSeconds(1),
                        "{:customer/id \"cus-%d\" :customer/city \"%s\"}"
                                .formatted(number % CUSTOMERS, CITIES[number / CUSTOMERS % CITIES.length])));
                StringBuilder facts = new StringBuilder();
                for (int i = begin; i < Math.min(size, begin + PURCHASES_A_TRANSACTION); i++) {
                    facts.append("{:purchase/id \"pur-%d\" :purchase/customer-id \"cus-%d\" :purchase/amount %d}"
                            .formatted(i, number % CUSTOMERS, i * 7919L % 200_000));
                    purchases.add(new EntityAt("pur-" + i, moment));
                }
                sales.write(transaction(moment, facts.toString()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String attribute(String name, boolean unique) {
        return "{:db/ident :%s :db/valueType :db.type/string :db/cardinality :db.cardinality/one%s}"
                .formatted(name, unique ? " :db/unique :db.unique/identity" : "");
    }

    private static String transaction(Instant at, String data) {
        return "[{:db/id \"datomic.tx\" :db/txInstant #inst \"" + at + "\"} " + data + "]\n";
    }

    private Path seed(String database) {
        return folder.resolve(database + ".edn");
    }

    /** As the configuration of a query-service has them. */
    String databases() {
        return """
                databases:
                  purchases: {uri: "datomic:mem://purchases", seed: "%s"}
                  customers: {uri: "datomic:mem://customers", seed: "%s"}
                """.formatted(seed("purchases"), seed("customers"));
    }

    /** All purchases, each at its moment. */
    List<EntityAt> purchases() {
        return purchases;
    }

    /** The model repository. */
    Path models() {
        return folder.resolve("models");
    }

    /** Publishes the model, and computes the score of each purchase as training would. */
    Map<String, Double> scores() {
        QueryServiceConfiguration.Limits limits = new QueryServiceConfiguration().limits();
        Map<String, DatabaseLocation> locations = new HashMap<>();
        for (String name : List.of("purchases", "customers")) {
            locations.put(
                    name,
                    DatabaseLocation.parse(
                            "datomic:mem://chaos-" + folder.getFileName() + "-" + name, Optional.of(seed(name))));
        }
        try (Databases databases = Databases.open(locations)) {
            TypedFeatureSet featureSet =
                    new FeatureSets(databases, new QueryGuard(), limits.cursorWait()).of(FEATURE_SET);
            List<FeatureValues> rows = new AsOfEngine(
                            databases, limits.queryTime(), limits.queryTime(), limits.timelineBytes())
                    .evaluate(featureSet.features(), purchases, Deadline.after(limits.queryTime())).stream()
                            .map(outcome -> ((FeatureOutcome.Row) outcome).values())
                            .toList();
            Encoder encoder =
                    Encoder.fit(featureSet.features().columns(), rows.subList(0, Math.min(FITTED, rows.size())));
            try (ModelVersion model = publish(encoder, rows)) {
                float[] scores = model.blackbox()
                        .score(rows.stream().map(encoder::encode).toArray(float[][]::new));
                Map<String, Double> byId = new HashMap<>();
                for (int i = 0; i < scores.length; i++) {
                    byId.put(purchases.get(i).id(), Double.parseDouble(Float.toString(scores[i])));
                }
                return byId;
            }
        }
    }

    private ModelVersion publish(Encoder encoder, List<FeatureValues> rows) {
        // The label is the row's, so that different features give different scores.
        return new MadeModel(
                        MODEL, FEATURE_SET, new TrainingPeriod(SCHEMA, FIRST, FIRST), "reg:squarederror", DEPTH, TREES)
                .publish(models(), folder.resolve("trees.ubj"), encoder, rows, row -> row * 31 % 100 / 100f);
    }
}
