package dendro.asof;

import datomic.Database;
import dendro.database.ObservedDatabase;
import dendro.features.EntityAt;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows to be answered by a plan at one go: chooses the execution that costs least and readies what it reads.
 *
 * <p>A sweep must read the histories that are not in memory before its first row, so it is chosen where the rows that
 * share them are many. If the timelines would take more memory than they may, they are read in ranges of entities; as
 * those are gone afterwards, only the rows of this batch can pay for them.
 */
final class Batch {

    private final Plan plan;
    private final List<ObservedDatabase> sources;
    private final List<EntityAt> rows;
    private final TimelineStore store;
    private final SharedHistories histories;
    private final List<TransactionInstants> instants;

    /**
     * A batch.
     *
     * @param sources the plan's databases in its order
     */
    Batch(
            Plan plan,
            List<ObservedDatabase> sources,
            List<EntityAt> rows,
            TimelineStore store,
            SharedHistories histories) {
        this.plan = plan;
        this.sources = sources;
        this.rows = rows;
        this.store = store;
        this.histories = histories;
        this.instants = new ArrayList<>(sources.size());
        for (ObservedDatabase source : sources) {
            instants.add(store.instants(source.name(), source.newest()));
        }
    }

    /** What a sweep would take. */
    SweepEstimate estimate() {
        return store.estimate(wanted());
    }

    /**
     * The execution that costs least.
     *
     * @param expected how many rows, this batch's among them, are going to be asked for
     * @param time that the batch may take
     */
    Execution cheapest(long expected, Duration time) {
        SweepEstimate estimate = estimate();
        boolean fits = estimate.bytes() <= store.budget();
        long sharing = fits ? Math.max(expected, rows.size()) : rows.size();
        long unread = fits ? estimate.unread() : estimate.datoms();
        double sweep = Costs.sweep(plan, unread, sharing);
        boolean isInTime = Costs.sweep(plan, unread, rows.size()) < time.toNanos() / 2.0;
        if (!isInTime || Costs.point(plan, sharing) <= sweep) {
            return Execution.POINT;
        }
        return fits ? Execution.SWEEP : Execution.RANGED_SWEEP;
    }

    Moments moments() {
        return new Moments(sources, instants, plan.beginning());
    }

    /** What a sweep reads. */
    List<AttributeReads> timelines() {
        List<AttributeReads> reads = new ArrayList<>();
        for (TimelineStore.AttributeWanted wanted : wanted()) {
            reads.add(store.timeline(wanted).reads(wanted.attribute()));
        }
        return reads;
    }

    /** What few rows read. */
    List<AttributeReads> seeks() {
        List<Seeks> seeks = new ArrayList<>(sources.size());
        for (ObservedDatabase source : sources) {
            seeks.add(new Seeks(histories.of(source)));
        }
        List<AttributeReads> reads = new ArrayList<>();
        for (PlannedAttribute attribute : plan.attributes()) {
            reads.add(seeks.get(attribute.source()).attribute(attribute));
        }
        return reads;
    }

    /** What a sweep in ranges reads. */
    List<AttributeReads> ranges() {
        RangedTimelines ranges = new RangedTimelines(store.budget());
        List<AttributeReads> seeks = seeks();
        List<AttributeReads> reads = new ArrayList<>();
        for (int index = 0; index < seeks.size(); index++) {
            PlannedAttribute attribute = plan.attributes().get(index);
            Database newest = sources.get(attribute.source()).newest();
            reads.add(ranges.attribute(attribute, newest, store.datoms(attribute, newest), seeks.get(index)));
        }
        return reads;
    }

    private List<TimelineStore.AttributeWanted> wanted() {
        List<TimelineStore.AttributeWanted> wanted = new ArrayList<>();
        for (int index = 0; index < plan.attributes().size(); index++) {
            PlannedAttribute attribute = plan.attributes().get(index);
            wanted.add(new TimelineStore.AttributeWanted(
                    attribute,
                    plan.isReadByValue(index),
                    sources.get(attribute.source()).newest(),
                    instants.get(attribute.source()).basisAt(latest())));
        }
        return wanted;
    }

    private Instant latest() {
        if (rows.isEmpty()) {
            return Instant.MAX;
        }
        Instant latest = Instant.MIN;
        for (EntityAt row : rows) {
            if (row.timestamp().isAfter(latest)) {
                latest = row.timestamp();
            }
        }
        return latest;
    }
}
