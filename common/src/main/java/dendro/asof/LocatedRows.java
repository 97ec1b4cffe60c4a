package dendro.asof;

import dendro.cursor.ResolvedCursor;
import dendro.features.EntityAt;
import dendro.features.FeatureOutcome;
import dendro.features.Reading;
import dendro.problem.ProblemException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Up to so many rows whose moments and entities are known, or why they are not. Locating a row is waiting for memory,
 * the more so for a shard's rows, which leave gaps: done for several rows, one right after the other, they wait
 * together. Used again for the next rows, by one thread.
 */
final class LocatedRows {

    private final Reading reading;
    private final Moments moments;
    private final AttributeReads identities;
    private final int homeSource;
    private final long[][] asOf;
    private final @Nullable ResolvedCursor[] cursors;
    private final @Nullable Object[] ids;
    private final @Nullable Object[] entities;
    private final @Nullable FeatureOutcome[] failures;
    private @Nullable Object found;

    /**
     * Rows, none so far.
     *
     * @param identities what the reading's identity attribute is read by
     * @param capacity how many rows are located together
     */
    LocatedRows(Plan plan, Moments moments, AttributeReads identities, int capacity) {
        this.reading = plan.reading();
        this.moments = moments;
        this.identities = identities;
        this.homeSource = plan.homeSource();
        this.asOf = new long[capacity][moments.sources()];
        this.cursors = new @Nullable ResolvedCursor[capacity];
        this.ids = new @Nullable Object[capacity];
        this.entities = new @Nullable Object[capacity];
        this.failures = new @Nullable FeatureOutcome[capacity];
    }

    int capacity() {
        return asOf.length;
    }

    /** Puts a row in the place of the one that was there. */
    void locate(int place, EntityAt row) {
        entities[place] = null;
        failures[place] = null;
        try {
            moments.at(row.timestamp(), asOf[place]);
            cursors[place] = moments.cursor();
            Optional<Object> id = reading.identity(row.id());
            ids[place] = id.orElse(null);
            entities[place] = id.isEmpty() ? null : entity(id.get(), asOf[place]);
            if (entities[place] == null) {
                failures[place] =
                        new FeatureOutcome.Failed(row, reading.notFound(row).with("id", row.id()));
            }
        } catch (LeftToPeer e) {
            // Neither entity nor failure.
        } catch (ProblemException e) {
            failures[place] = PlanRun.failed(row, e);
        }
    }

    boolean isLocated(int place) {
        return entities[place] != null;
    }

    /** Why a row that is not located fails; null if it is left to the peer. */
    @Nullable
    FeatureOutcome failure(int place) {
        return failures[place];
    }

    /** A located row's id, as the identity attribute's value. */
    Object id(int place) {
        return Objects.requireNonNull(ids[place]);
    }

    /** A located row's entity, as a {@link Long}. */
    Object entity(int place) {
        return Objects.requireNonNull(entities[place]);
    }

    /** By source the entity id of the newest transaction at a located row's moment. */
    long[] asOf(int place) {
        return asOf[place];
    }

    ResolvedCursor cursor(int place) {
        return Objects.requireNonNull(cursors[place]);
    }

    private @Nullable Object entity(Object id, long[] moment) {
        found = null;
        identities.entitiesWith(id, moment[homeSource], Frame.NONE, (frame, entity, transaction) -> {
            if (found != null) {
                throw new LeftToPeer();
            }
            found = entity;
        });
        return found;
    }
}
