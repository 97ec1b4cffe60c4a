package dendro.consistency;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dendro.blackbox.BlackboxKind;
import dendro.blackbox.Encoder;
import dendro.cursor.ResolvedCursor;
import dendro.features.Column;
import dendro.features.ColumnType;
import dendro.features.EntityAt;
import dendro.features.FeatureValues;
import dendro.message.FeaturesRead;
import dendro.message.ScoreMessage;
import dendro.message.TriggerMessage;
import dendro.model.ModelDraft;
import dendro.model.ModelRepository;
import dendro.model.TrainingPeriod;
import dendro.model.TrainingRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A few purchases in a database, the model they were scored by, and what a sound service would have logged of them. */
final class Logged {

    static final int PURCHASES = 20;

    private static final Instant FIRST = Instant.parse("2014-11-15T13:37:42.108Z");

    private static final List<Column> COLUMNS =
            List.of(new Column("amount", ColumnType.LONG), new Column("note", ColumnType.TEXT));

    private static final String FEATURE_SET = """
            {:name :purchase-risk
             :entity {:database :purchases :attribute :purchase/id}
             :features [[:find ?amount :keys amount :in $purchases ?id
                         :where [$purchases ?p :purchase/id ?id] [$purchases ?p :purchase/amount ?amount]]
                        [:find ?note :keys note :in $purchases ?id
                         :where [$purchases ?p :purchase/id ?id] [$purchases ?p :purchase/note ?note]]]}
            """;

    private Logged() {}

    static Instant moment(int purchase) {
        return FIRST.plusSeconds(60L * purchase);
    }

    /** Every third purchase has no note. */
    private static @Nullable String note(int purchase) {
        return purchase % 3 == 2 ? null : "n" + purchase;
    }

    static Path seed(Path folder) throws IOException {
        StringBuilder edn = new StringBuilder("""
                [{:db/id "datomic.tx" :db/txInstant #inst "2014-01-01"}
                 {:db/ident :purchase/id :db/valueType :db.type/string :db/cardinality :db.cardinality/one
                  :db/unique :db.unique/identity}
                 {:db/ident :purchase/amount :db/valueType :db.type/long :db/cardinality :db.cardinality/one}
                 {:db/ident :purchase/note :db/valueType :db.type/string :db/cardinality :db.cardinality/one}]
                """);
        for (int i = 0; i < PURCHASES; i++) {
            String noted = note(i) == null ? "" : " :purchase/note \"" + note(i) + "\"";
            edn.append(
                    "[{:db/id \"datomic.tx\" :db/txInstant #inst \"%s\"} {:purchase/id \"pur-%d\" :purchase/amount %d%s}]%n"
                            .formatted(moment(i), i, amount(i), noted));
        }
        return Files.writeString(folder.resolve("purchases.edn"), edn);
    }

    private static long amount(int purchase) {
        return 100L + purchase;
    }

    /** Publishes version 1; nobody opens its blackbox. */
    static void publish(Path models, Path folder) throws IOException {
        new ModelRepository(models)
                .publish(
                        "purchase-risk",
                        new ModelDraft(
                                FEATURE_SET,
                                "9f2c",
                                Encoder.fit(COLUMNS, List.of(row(amount(0), note(0)))),
                                ResolvedCursor.of(Map.of("purchases", 1042L)),
                                new TrainingPeriod(FIRST.minusSeconds(2), FIRST, FIRST.minusSeconds(1)),
                                new TrainingRows(1, 0, 0, 0),
                                new TreeMap<>(),
                                new TreeMap<>(),
                                BlackboxKind.GRADIENT_BOOSTED_TREES,
                                Files.writeString(folder.resolve("trees.ubj"), "never opened"),
                                JsonNodeFactory.instance.objectNode()));
    }

    static ScoreMessage withValues(int purchase) {
        return withAmount(purchase, amount(purchase));
    }

    static ScoreMessage withAmount(int purchase, long amount) {
        return score(purchase, "1", FeaturesRead.withValues(COLUMNS, row(amount, note(purchase))));
    }

    static ScoreMessage withoutNote(int purchase) {
        return score(purchase, "1", FeaturesRead.withValues(COLUMNS, row(amount(purchase), null)));
    }

    static ScoreMessage byDigest(int purchase) {
        return score(purchase, "1", FeaturesRead.withoutValues(COLUMNS, row(amount(purchase), note(purchase))));
    }

    static ScoreMessage withDigest(int purchase, String digest) {
        return score(purchase, "1", new FeaturesRead(digest, Optional.empty()));
    }

    static ScoreMessage withVersion(int purchase, String version) {
        return score(purchase, version, FeaturesRead.withValues(COLUMNS, row(amount(purchase), note(purchase))));
    }

    static ScoreMessage of(String id, Instant moment) {
        return score(new EntityAt(id, moment), "1", FeaturesRead.withValues(COLUMNS, row(1L, "n")));
    }

    private static ScoreMessage score(int purchase, String version, FeaturesRead read) {
        return score(new EntityAt("pur-" + purchase, moment(purchase)), version, read);
    }

    private static ScoreMessage score(EntityAt at, String version, FeaturesRead read) {
        return new ScoreMessage(
                new TriggerMessage("purchase", at),
                0.0421,
                new ScoreMessage.Meta(
                        "purchase-risk", version, 4.2, ResolvedCursor.of(Map.of("purchases", 1042L)), read));
    }

    private static FeatureValues row(@Nullable Object... values) {
        return FeatureValues.of(Arrays.asList(values));
    }
}
