package dendro.savedqueries.run;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Results of runs, each the JSON that the query-service answered with, gzipped. There is room for so many bytes of all of
 * them; the oldest make room for the newest. Safe for any number of threads and instances.
 */
public final class KeptResults {

    /** The embedded database takes no more than a mebibyte as one value. */
    private static final int PART = 1 << 19;

    private final Jdbi jdbi;
    private final long mostBytes;

    /**
     * Results.
     *
     * @param mostBytes of all of them together, gzipped
     */
    public KeptResults(Jdbi jdbi, long mostBytes) {
        this.jdbi = jdbi;
        this.mostBytes = mostBytes;
    }

    /** The result of a run, as the query-service answered it; empty if it was too large or has been dropped. */
    public Optional<InputStream> find(UUID run) {
        List<byte[]> parts = jdbi.withHandle(
                handle -> handle.createQuery("select content from result_parts where run = :run order by part")
                        .bind("run", run)
                        .map((row, context) -> row.getBytes("content"))
                        .list());
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
    void keep(Handle handle, UUID run, byte[] gzipped, Instant at) {
        handle.createUpdate("insert into results (run, kept_at, bytes) values (:run, :at, :bytes)")
                .bind("run", run)
                .bind("at", at.atOffset(ZoneOffset.UTC))
                .bind("bytes", gzipped.length)
                .execute();
        for (int begin = 0; begin < gzipped.length; begin += PART) {
            handle.createUpdate("insert into result_parts (run, part, content) values (:run, :part, :content)")
                    .bind("run", run)
                    .bind("part", begin / PART)
                    .bind("content", Arrays.copyOfRange(gzipped, begin, Math.min(gzipped.length, begin + PART)))
                    .execute();
        }
        handle.createUpdate("delete from results where run in (select run from"
                        + " (select run, sum(bytes) over (order by kept_at desc, run) as up_to from results) as newest"
                        + " where up_to > :most)")
                .bind("most", mostBytes)
                .execute();
    }

    /** Drops the results of a schedule but for the newest. */
    public void keepNewest(UUID schedule, int most) {
        jdbi.useHandle(handle -> handle.createUpdate("delete from results where run in (select r.id from runs r"
                        + " where r.schedule = :schedule and exists (select 1 from results k where k.run = r.id)"
                        + " order by r.started_at desc, r.id offset :most rows)")
                .bind("schedule", schedule)
                .bind("most", most)
                .execute());
    }
}
