package dendro.savedqueries.run;

import dendro.savedqueries.database.Absent;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPInputStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Update;

/**
 * Results of runs, each the JSON that the query-service answered with, gzipped. There is room for so many bytes of all of
 * them; the oldest make room for the newest. Each instance looks how much there is after every 256th part of it that it has
 * kept, so several may for a moment keep that much more each. Safe for any number of threads and instances.
 */
public final class KeptResults {

    /** The embedded database takes no more than a mebibyte as one value. */
    private static final int PART = 1 << 19;

    /** Of all there is room for, what is made free at once. */
    private static final int SPARE_PART = 256;

    private static final int DROPPED_AT_ONCE = 500;

    private final Jdbi jdbi;
    private final long mostBytes;
    private final long spare;

    /** What may be kept before somebody looks again how much there is. */
    private final AtomicLong room = new AtomicLong();

    /**
     * Results.
     *
     * @param mostBytes of all of them together, gzipped
     */
    public KeptResults(Jdbi jdbi, long mostBytes) {
        this.jdbi = jdbi;
        this.mostBytes = mostBytes;
        this.spare = mostBytes / SPARE_PART;
    }

    /** The result of a run, as the query-service answered it; empty if it was too large or has been dropped. */
    public Optional<InputStream> find(UUID run) {
        return jdbi.withHandle(handle -> find(handle, run));
    }

    /** The same, where there is a connection already. */
    public Optional<InputStream> find(Handle handle, UUID run) {
        List<byte[]> parts = handle.createQuery("select content from result_parts where run = :run order by part")
                .bind("run", run)
                .map((row, context) -> row.getBytes("content"))
                .list();
        if (parts.isEmpty()) {
            return Optional.empty();
        }
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        parts.forEach(whole::writeBytes);
        try {
            return Optional.of(new GZIPInputStream(new ByteArrayInputStream(whole.toByteArray())));
        } catch (IOException e) {
            throw new UncheckedIOException("The kept result of the run " + run + " cannot be read.", e);
        }
    }

    /** Keeps a result, in the transaction that ends its run, and drops what there is no room for any more. */
    void keep(Handle handle, Run run, byte[] gzipped, Instant at) {
        Update insert = handle.createUpdate(
                "insert into results (run, schedule, kept_at, bytes) values (:run, :schedule, :at, :bytes)");
        Absent.bind(insert, "schedule", run.asked().schedule());
        insert.bind("run", run.id())
                .bind("at", at.atOffset(ZoneOffset.UTC))
                .bind("bytes", gzipped.length)
                .execute();
        for (int begin = 0; begin < gzipped.length; begin += PART) {
            handle.createUpdate("insert into result_parts (run, part, content) values (:run, :part, :content)")
                    .bind("run", run.id())
                    .bind("part", begin / PART)
                    .bind("content", Arrays.copyOfRange(gzipped, begin, Math.min(gzipped.length, begin + PART)))
                    .execute();
        }
        if (room.addAndGet(-gzipped.length) < 0) {
            makeRoom(handle);
            room.set(spare);
        }
    }

    /** So much that for a while nobody needs to look how much there is. */
    private void makeRoom(Handle handle) {
        long kept = handle.createQuery("select coalesce(sum(bytes), 0) from results")
                .mapTo(Long.class)
                .one();
        long above = kept - (mostBytes - spare);
        while (above > 0) {
            List<UUID> dropped = new ArrayList<>();
            for (Size oldest : oldest(handle)) {
                if (above > 0) {
                    dropped.add(oldest.run());
                    above -= oldest.bytes();
                }
            }
            if (dropped.isEmpty()) {
                return;
            }
            handle.createUpdate("delete from results where run in (<runs>)")
                    .bindList("runs", dropped)
                    .execute();
        }
    }

    private record Size(UUID run, long bytes) {}

    private static List<Size> oldest(Handle handle) {
        return handle.createQuery("select run, bytes from results order by kept_at, run fetch first :most rows only")
                .bind("most", DROPPED_AT_ONCE)
                .map((row, context) -> new Size(row.getObject("run", UUID.class), row.getLong("bytes")))
                .list();
    }

    /** Drops the results of a schedule but for the newest. */
    public void keepNewest(UUID schedule, int most) {
        jdbi.useHandle(handle -> handle.createUpdate("delete from results where run in (select run from results"
                        + " where schedule = :schedule order by kept_at desc, run offset :most rows)")
                .bind("schedule", schedule)
                .bind("most", most)
                .execute());
    }
}
