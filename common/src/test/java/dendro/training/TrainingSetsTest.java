package dendro.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import datomic.Database;
import dendro.asof.AsOfEngine;
import dendro.database.Databases;
import dendro.database.Deadline;
import dendro.database.Fixtures;
import dendro.features.FeatureSet;
import dendro.features.Shard;
import dendro.features.TypedFeatureSet;
import dendro.query.guard.QueryGuard;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TrainingSetsTest {

    private static final Instant NOVEMBER = Instant.parse("2014-11-01T00:00:00Z");
    private static final Instant DECEMBER = Instant.parse("2014-12-01T00:00:00Z");

    private static final String FEATURES = """
            {:name :risk
             :entity {:database :purchases :attribute :purchase/id}
             :features [[:find ?status :keys status :in $purchases ?id
                         :where [$purchases ?p :purchase/id ?id] [$purchases ?p :purchase/status ?status]]]
             :label {:horizon "P20D"
                     :query [:find ?charged-back :keys charged-back :in $purchases ?id
                             :where [$purchases ?p :purchase/id ?id] [$purchases ?p :purchase/status ?status]
                                    [(= ?status :charged-back) ?charged-back]]}}
            """;

    private static Databases databases;
    private static TypedFeatureSet featureSet;

    @BeforeAll
    static void open() {
        databases = Fixtures.open();
        Map<String, Database> schemas = new HashMap<>();
        databases
                .all()
                .forEach(database -> schemas.put(
                        database.name(),
                        database.newest(Deadline.after(Duration.ofSeconds(5))).newest()));
        featureSet = TypedFeatureSet.of(FeatureSet.parse(FEATURES, new QueryGuard()), schemas);
    }

    @AfterAll
    static void close() {
        databases.close();
    }

    @Test
    void shardsTogether_holdEachEntityOnce() {
        Set<String> seen = new HashSet<>();
        long rows = 0;
        for (int index = 0; index < 4; index++) {
            for (TrainingRow row : rows(range(NOVEMBER, DECEMBER), new Shard(index, 4))) {
                assertThat(seen.add(row.at().id())).isTrue();
                rows++;
            }
        }

        assertThat(rows)
                .isEqualTo(rows(range(NOVEMBER, DECEMBER), Shard.whole()).size());
        assertThat(seen).contains("pur-108");
    }

    @Test
    void featuresAreAsOfTheTimestamp_labelsAsOfTheHorizon() {
        List<TrainingRow> rows = rows(range(NOVEMBER, NOVEMBER.plus(Duration.ofDays(10))), Shard.whole());

        assertThat(rows).allSatisfy(row -> assertThat(row.values().value(0)).contains(":approved"));
        assertThat(rows).anySatisfy(row -> assertThat(row.label()).hasValue(1.0));
        assertThat(rows).anySatisfy(row -> assertThat(row.label()).hasValue(0.0));
    }

    @Test
    void horizonThatHasNotBeenObserved_leavesTheRowUnlabelledAndCounted() {
        TrainingRange lastDays = range(Instant.parse("2014-12-15T00:00:00Z"), Instant.parse("2014-12-20T00:00:00Z"));
        List<TrainingOutcome> outcomes = new ArrayList<>();

        TrainingSetSummary summary = stream(lastDays, Shard.whole(), outcomes);

        assertThat(summary.rows()).isPositive();
        assertThat(summary.unlabelled()).isEqualTo(summary.rows());
    }

    @Test
    void featuresAsOfOneInstant_leakTheFuture() {
        Instant end = Instant.parse("2014-12-20T00:00:00Z");
        TrainingRange leaking = new TrainingRange(NOVEMBER, NOVEMBER.plus(Duration.ofDays(10)), Optional.of(end));

        assertThat(rows(leaking, Shard.whole()))
                .anySatisfy(row -> assertThat(row.values().value(0)).contains(":charged-back"));
    }

    @Test
    void sameRange_hasTheSameDigest() {
        TrainingSetSummary first = stream(range(NOVEMBER, DECEMBER), Shard.whole(), new ArrayList<>());
        TrainingSetSummary again = stream(range(NOVEMBER, DECEMBER), Shard.whole(), new ArrayList<>());
        TrainingSetSummary other = stream(range(NOVEMBER, DECEMBER), new Shard(0, 2), new ArrayList<>());

        assertThat(again).isEqualTo(first);
        assertThat(other.digest()).isNotEqualTo(first.digest());
    }

    @Test
    void rangeThatTheDatabaseHasNotReached_isRefused() {
        assertThatThrownBy(() -> rows(range(NOVEMBER, Instant.parse("2030-01-01T00:00:00Z")), Shard.whole()))
                .hasMessageContaining("cursor-not-reached");
        assertThatThrownBy(() -> range(DECEMBER, NOVEMBER)).hasMessageContaining("request-invalid");
    }

    private static TrainingRange range(Instant from, Instant to) {
        return new TrainingRange(from, to, Optional.empty());
    }

    private static List<TrainingRow> rows(TrainingRange range, Shard shard) {
        List<TrainingOutcome> outcomes = new ArrayList<>();
        stream(range, shard, outcomes);
        return outcomes.stream()
                .map(outcome -> ((TrainingOutcome.Row) outcome).row())
                .toList();
    }

    private static TrainingSetSummary stream(TrainingRange range, Shard shard, List<TrainingOutcome> outcomes) {
        Duration wait = Duration.ofSeconds(1);
        return new TrainingSets(
                        databases, new AsOfEngine(databases, Duration.ofSeconds(10), Duration.ofMinutes(1), 1 << 26))
                .shard(featureSet, range, shard, Deadline.after(wait)).stream(wait, outcomes::add);
    }
}
