package dendro.savedqueries.schedule;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** Alerts in the database: what waits to be sent, and what has become of each. Safe for any number of instances. */
final class AlertStore {

    private static final int LONGEST_TROUBLE = 1000;

    private final Jdbi jdbi;

    AlertStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * One to be sent.
     *
     * @param attempts made before
     */
    record Waiting(UUID id, URI url, String body, int attempts) {}

    void add(UUID schedule, UUID run, URI url, String body, Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate("insert into alerts (id, schedule, run, url, body, made_at, state,"
                        + " next_at) values (:id, :schedule, :run, :url, :body, :now, 'waiting', :now)")
                .bind("id", UUID.randomUUID())
                .bind("schedule", schedule)
                .bind("run", run)
                .bind("url", url.toString())
                .bind("body", body)
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .execute());
    }

    /**
     * Takes one that is due and puts its next attempt down, so that no other instance sends it at the same time and one that
     * ends meanwhile is tried again.
     *
     * @param lease how long this attempt may take
     */
    Optional<Waiting> claim(Instant now, Duration lease) {
        OffsetDateTime at = now.atOffset(ZoneOffset.UTC);
        while (true) {
            Optional<Waiting> due = jdbi.withHandle(handle -> handle.createQuery("select id, url, body, attempts from"
                            + " alerts where state = 'waiting' and next_at <= :now order by next_at, id"
                            + " fetch first 1 rows only")
                    .bind("now", at)
                    .map((row, context) -> new Waiting(
                            row.getObject("id", UUID.class),
                            URI.create(row.getString("url")),
                            row.getString("body"),
                            row.getInt("attempts")))
                    .findOne());
            if (due.isEmpty()) {
                return due;
            }
            Waiting alert = due.get();
            int claimed = jdbi.withHandle(handle -> handle.createUpdate("update alerts set attempts = attempts + 1,"
                            + " next_at = :next where id = :id and state = 'waiting' and attempts = :attempts")
                    .bind("next", at.plus(lease))
                    .bind("id", alert.id())
                    .bind("attempts", alert.attempts())
                    .execute());
            if (claimed == 1) {
                return due;
            }
        }
    }

    void sent(UUID id) {
        state(id, "sent", Optional.empty());
    }

    void failed(UUID id, String trouble) {
        state(id, "failed", Optional.of(trouble));
    }

    /** It is tried again at another time. */
    void waits(UUID id, String trouble, Instant next) {
        state(id, "waiting", Optional.of(trouble));
        jdbi.useHandle(handle -> handle.createUpdate("update alerts set next_at = :next where id = :id")
                .bind("id", id)
                .bind("next", next.atOffset(ZoneOffset.UTC))
                .execute());
    }

    private void state(UUID id, String state, Optional<String> trouble) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "update alerts set state = :state, trouble = :trouble where id = :id and state = 'waiting'")
                .bind("id", id)
                .bind("state", state)
                .bind(
                        "trouble",
                        trouble.map(text -> text.substring(0, Math.min(text.length(), LONGEST_TROUBLE)))
                                .orElse(null))
                .execute());
    }
}
