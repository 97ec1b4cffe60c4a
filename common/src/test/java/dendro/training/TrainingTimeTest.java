package dendro.training;

import static org.assertj.core.api.Assertions.assertThat;

import datomic.Connection;
import datomic.Database;
import datomic.Peer;
import datomic.Util;
import dendro.asof.AsOfEngine;
import dendro.asof.Execution;
import dendro.database.DatabaseLocation;
import dendro.database.Databases;
import dendro.database.Deadline;
import dendro.features.EntityAt;
import dendro.features.FeatureOutcome;
import dendro.features.FeatureSet;
import dendro.features.FeatureValues;
import dendro.features.QueryPerRow;
import dendro.features.Shard;
import dendro.features.TypedFeatureSet;
import dendro.query.guard.QueryGuard;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The rules of time that training sets keep: trees are planted, found by their id, and felled. The planting of two is written
 * down later than it was.
 */
class TrainingTimeTest {

    private static final Duration TIME = Duration.ofSeconds(10);
    private static final String URI = "datomic:mem://training-time-" + UUID.randomUUID();
    private static final Instant JANUARY = Instant.parse("2014-01-01T00:00:00Z");
    private static final Instant MARCH = Instant.parse("2014-03-01T00:00:00Z");
    private static final Instant APRIL = Instant.parse("2014-04-01T00:00:00Z");

    private static Databases databases;
    private static AsOfEngine engine;

    @BeforeAll
    static void plant() throws Exception {
        Peer.createDatabase(URI);
        Connection trees = Peer.connect(URI);
        transact(trees, "2013-01-01", """
                {:db/ident :tree/id, :db/valueType :db.type/string, :db/cardinality :db.cardinality/one,
                 :db/unique :db.unique/identity}
                {:db/ident :tree/planted, :db/valueType :db.type/instant, :db/cardinality :db.cardinality/one}
                {:db/ident :tree/height, :db/valueType :db.type/long, :db/cardinality :db.cardinality/one}
                {:db/ident :tree/seen, :db/valueType :db.type/instant, :db/cardinality :db.cardinality/one,
                 :db/noHistory true}
                {:db/ident :tree/felled, :db/valueType :db.type/boolean, :db/cardinality :db.cardinality/one}""");
        transact(trees, "2014-03-01", """
                {:tree/id "oak", :tree/planted #inst "2014-01-10", :tree/height 3, :tree/felled false}
                {:tree/id "elm", :tree/planted #inst "2014-02-10", :tree/height 4, :tree/felled false}""");
        transact(trees, "2014-03-11", "{:tree/id \"oak\", :tree/height 5, :tree/felled true}");
        databases = Databases.open(Map.of("trees", DatabaseLocation.parse(URI, Optional.empty())));
        engine = new AsOfEngine(databases, TIME, TIME, 1 << 26);
    }

    @AfterAll
    static void close() {
        databases.close();
        Peer.deleteDatabase(URI);
    }

    /** Rule 3, with each way of reading that the engine has, and with the peer itself. */
    @Test
    void scoring_readsWhatTrainingRead() {
        TypedFeatureSet featureSet = featureSet("", "P20D");
        List<TrainingRow> trained = rows(featureSet, MARCH, APRIL);
        List<EntityAt> moments = trained.stream().map(TrainingRow::at).toList();

        for (var scoring : List.of(
                engine,
                engine.forced(Execution.POINT),
                engine.forced(Execution.SWEEP),
                new QueryPerRow(databases, TIME, TIME))) {
            List<FeatureOutcome> scored = scoring.evaluate(featureSet.features(), moments, Deadline.after(TIME));

            assertThat(scored)
                    .isEqualTo(trained.stream()
                            .map(row -> (FeatureOutcome) new FeatureOutcome.Row(row.at(), row.values(), row.cursor()))
                            .toList());
        }
        assertThat(trained)
                .extracting(TrainingRow::values)
                .containsExactly(FeatureValues.of(List.of(4L)), FeatureValues.of(List.of(3L)));
    }

    /** Rule 4. */
    @Test
    void timestamp_isTheInstantOfTheTransactionThatAssertedTheIdentity() {
        assertThat(rows(featureSet("", "P20D"), MARCH, APRIL))
                .extracting(TrainingRow::at)
                .containsExactly(new EntityAt("elm", MARCH), new EntityAt("oak", MARCH));
        assertThat(rows(featureSet("", "P20D"), JANUARY, MARCH)).isEmpty();
    }

    /** Rule 4; what is read as of a moment at which nothing had been written down yet is no row of nulls (rule 5). */
    @Test
    void timestamp_isTheInstantAttributeThatTheEntityNames() {
        List<TrainingOutcome> outcomes = new ArrayList<>();
        TypedFeatureSet planted = featureSet(":timestamp :tree/planted", "P20D");

        TrainingSetSummary summary = stream(planted, JANUARY, MARCH, outcomes);

        assertThat(outcomes)
                .extracting(outcome -> ((TrainingOutcome.Failed) outcome).at())
                .containsExactly(
                        new EntityAt("oak", Instant.parse("2014-01-10T00:00:00Z")),
                        new EntityAt("elm", Instant.parse("2014-02-10T00:00:00Z")));
        assertThat(summary.failed()).isEqualTo(2);
        assertThat(rows(planted, MARCH, APRIL)).isEmpty();
    }

    /** Rule 4: the oak was felled ten days after its timestamp, which is 864,000,000 ms. */
    @Test
    void label_isReadAtTimestampPlusHorizon() {
        assertThat(labelOfTheOak("P20D")).hasValue(1);
        assertThat(labelOfTheOak("P10D")).hasValue(1);
        assertThat(labelOfTheOak("PT863999.999S")).hasValue(0);
    }

    /** Rule 4. */
    @Test
    void horizonThatHasNotComeYet_givesNoLabelAndIsCounted() {
        List<TrainingOutcome> outcomes = new ArrayList<>();

        TrainingSetSummary summary = stream(featureSet("", "P36500D"), MARCH, APRIL, outcomes);

        assertThat(outcomes)
                .extracting(outcome -> ((TrainingOutcome.Row) outcome).row().label())
                .containsExactly(OptionalDouble.empty(), OptionalDouble.empty());
        assertThat(summary.rows()).isEqualTo(2);
        assertThat(summary.unlabelled()).isEqualTo(2);
    }

    /** Rule 6, once for all rows. */
    @Test
    void summary_warnsOfWhatCannotBeReproduced() {
        TypedFeatureSet seen = features("", "[$trees ?t :tree/height ?height] (not [$trees ?t :tree/seen _])", "P20D");

        assertThat(stream(featureSet("", "P20D"), MARCH, APRIL, new ArrayList<>())
                        .warnings())
                .isEmpty();
        assertThat(stream(seen, MARCH, APRIL, new ArrayList<>()).warnings())
                .singleElement()
                .asString()
                .contains(":tree/seen", "keeps no history");
    }

    private static OptionalDouble labelOfTheOak(String horizon) {
        return rows(featureSet("", horizon), MARCH, APRIL).stream()
                .filter(row -> row.at().id().equals("oak"))
                .findFirst()
                .orElseThrow()
                .label();
    }

    private static TypedFeatureSet featureSet(String entity, String horizon) {
        return features(entity, "[$trees ?t :tree/height ?height]", horizon);
    }

    private static TypedFeatureSet features(String entity, String clauses, String horizon) {
        String text = """
                {:name :wood
                 :entity {:database :trees :attribute :tree/id %s}
                 :types {:height :long}
                 :features [[:find ?height :keys height :in $trees ?id :where [$trees ?t :tree/id ?id] %s]]
                 :label {:horizon "%s"
                         :query [:find ?felled :keys felled :in $trees ?id
                                 :where [$trees ?t :tree/id ?id] [$trees ?t :tree/felled ?felled]]}}
                """.formatted(entity, clauses, horizon);
        Database schema = databases.named("trees").newest(Deadline.after(TIME)).newest();
        return TypedFeatureSet.of(FeatureSet.parse(text, new QueryGuard()), Map.of("trees", schema));
    }

    private static List<TrainingRow> rows(TypedFeatureSet featureSet, Instant from, Instant to) {
        List<TrainingOutcome> outcomes = new ArrayList<>();
        stream(featureSet, from, to, outcomes);
        return outcomes.stream()
                .map(outcome -> ((TrainingOutcome.Row) outcome).row())
                .toList();
    }

    private static TrainingSetSummary stream(
            TypedFeatureSet featureSet, Instant from, Instant to, List<TrainingOutcome> outcomes) {
        return new TrainingSets(databases, engine)
                        .shard(
                                featureSet,
                                new TrainingRange(from, to, Optional.empty()),
                                Shard.whole(),
                                Deadline.after(TIME))
                        .stream(TIME, outcomes::add);
    }

    private static void transact(Connection connection, String day, String facts) throws Exception {
        connection
                .transact((List<?>)
                        Util.read("[{:db/id \"datomic.tx\", :db/txInstant #inst \"" + day + "\"} " + facts + "]"))
                .get();
    }
}
