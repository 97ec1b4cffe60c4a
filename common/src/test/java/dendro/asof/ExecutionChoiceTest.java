package dendro.asof;

import static org.assertj.core.api.Assertions.assertThat;

import datomic.Database;
import datomic.Datom;
import dendro.database.Databases;
import dendro.database.Deadline;
import dendro.database.Fixtures;
import dendro.features.EntityAt;
import dendro.features.FeatureOutcome;
import dendro.features.FeatureSet;
import dendro.features.QueryPerRow;
import dendro.features.Reading;
import dendro.features.TypedFeatureSet;
import dendro.query.guard.QueryGuard;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ExecutionChoiceTest {

    private static final Duration TIME = Duration.ofSeconds(30);
    private static final Instant CHRISTMAS = Instant.parse("2014-12-24T18:00:00Z");
    private static final int AMPLE = 1 << 26;
    private static final int NARROW = 1 << 16;

    private static Databases databases;
    private static Reading reading;
    private static List<EntityAt> rows;

    @BeforeAll
    static void open() {
        databases = Fixtures.open();
        Database purchases =
                databases.named("purchases").newest(Deadline.after(TIME)).newest();
        String text = "{:name :t :entity {:database :purchases :attribute :purchase/id}"
                + " :features [[:find ?amount ?status :keys amount status :in $purchases ?id"
                + " :where [$purchases ?p :purchase/id ?id] [$purchases ?p :purchase/amount ?amount]"
                + " [$purchases ?p :purchase/status ?status]]]}";
        reading = TypedFeatureSet.of(FeatureSet.parse(text, new QueryGuard()), Map.of("purchases", purchases))
                .features();
        rows = new ArrayList<>();
        for (Datom identity : purchases.datoms(Database.AEVT, ":purchase/id")) {
            rows.add(new EntityAt((String) identity.v(), CHRISTMAS));
        }
    }

    @AfterAll
    static void close() {
        databases.close();
    }

    @Test
    void fewRows_areSought() {
        AsOfEngine engine = engine(AMPLE);

        evaluate(engine, rows.subList(0, 10));

        assertThat(engine.rowCounts()).isEqualTo(new RowCounts(0, 0, 10, 0));
        assertThat(engine.timelineBytes()).isZero();
    }

    @Test
    void fewRowsOfMany_areSwept() {
        AsOfEngine engine = engine(AMPLE);

        engine.expecting(1_000_000).evaluate(reading, rows.subList(0, 10), Deadline.after(TIME));

        assertThat(engine.rowCounts()).isEqualTo(new RowCounts(10, 0, 0, 0));
    }

    @Test
    void fewRowsOverTimelinesInMemory_areSwept() {
        AsOfEngine engine = engine(AMPLE);
        evaluate(engine, rows);

        evaluate(engine, rows.subList(0, 10));

        assertThat(engine.rowCounts().sought()).isZero();
    }

    @Test
    void manyRowsOverMoreHistoryThanFitsIntoMemory_areSweptInRanges() {
        AsOfEngine engine = engine(NARROW);
        List<EntityAt> many = new ArrayList<>(rows);
        many.addAll(rows);

        List<FeatureOutcome> outcomes = evaluate(engine, many);

        assertThat(engine.rowCounts()).isEqualTo(new RowCounts(0, many.size(), 0, 0));
        assertThat(engine.timelineBytes()).isZero();
        assertThat(outcomes.subList(0, 200))
                .isEqualTo(new QueryPerRow(databases, TIME, TIME)
                        .evaluate(reading, rows.subList(0, 200), Deadline.after(TIME)));
    }

    @Test
    void fewRowsOverMoreHistoryThanFitsIntoMemory_areSoughtHoweverManyFollow() {
        AsOfEngine engine = engine(NARROW);

        engine.expecting(1_000_000).evaluate(reading, rows.subList(0, 10), Deadline.after(TIME));

        assertThat(engine.rowCounts().sought()).isEqualTo(10);
    }

    @Test
    void explanation_tellsTheMemoryAndTheChoice() {
        assertThat(engine(AMPLE).explain(reading, Deadline.after(TIME)))
                .contains("[$purchases ?p :purchase/amount ?amount]  by entity")
                .contains("9,357 datoms, 9,357 of them not read yet")
                .contains("MiB of the 64.0 MiB they may take")
                .contains("sweep from there on");
        assertThat(engine(NARROW).explain(reading, Deadline.after(TIME))).contains("a sweep in ranges of entities");
    }

    @Test
    void timelines_takeNoMoreThanWasEstimated() {
        AsOfEngine engine = engine(AMPLE);
        String before = engine.explain(reading, Deadline.after(TIME));

        evaluate(engine, rows);

        double estimated = Double.parseDouble(before.replaceAll("(?s).*about ([0-9.]+) MiB of.*", "$1"));
        assertThat(engine.timelineBytes() / 1048576.0).isPositive().isLessThanOrEqualTo(estimated + 0.05);
    }

    private static AsOfEngine engine(long timelineBytes) {
        return new AsOfEngine(databases, TIME, TIME, timelineBytes);
    }

    private static List<FeatureOutcome> evaluate(AsOfEngine engine, List<EntityAt> asked) {
        return engine.evaluate(reading, asked, Deadline.after(TIME));
    }
}
