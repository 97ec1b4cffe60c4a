package dendro.savedqueries.schedule;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dendro.savedqueries.database.Absent;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/** Schedules in the database. Safe for any number of threads and instances. */
final class ScheduleStore {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static final String SELECT =
            "select s.*, r.started_at as last_at from schedules s" + " left join runs r on r.id = s.last_run";

    private final Jdbi jdbi;

    ScheduleStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Schedules, oldest first. */
    List<Schedule> list(int limit, int offset) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        SELECT + " order by s.created_at, s.id offset :offset rows fetch first :limit rows only")
                .bind("offset", offset)
                .bind("limit", limit)
                .map((row, context) -> read(row))
                .list());
    }

    Optional<Schedule> find(UUID id) {
        return jdbi.withHandle(handle -> handle.createQuery(SELECT + " where s.id = :id")
                .bind("id", id)
                .map((row, context) -> read(row))
                .findOne());
    }

    /** How many schedules somebody has. */
    int ownedBy(String owner) {
        return jdbi.withHandle(handle -> handle.createQuery("select count(*) from schedules where owner = :owner")
                .bind("owner", owner)
                .mapTo(Integer.class)
                .one());
    }

    void add(Schedule schedule, Instant now) {
        jdbi.useHandle(handle -> plan(
                        handle.createUpdate(
                                "insert into schedules (id, query, version, owner, roles, parameters, every,"
                                        + " at, zone, keep, alert, created_at, next_at) values (:id, :query, :version, :owner,"
                                        + " :roles, :parameters, :every, :at, :zone, :keep, :alert, :now, :next)"),
                        schedule.plan())
                .bind("id", schedule.id())
                .bind("owner", schedule.owner())
                .bind("roles", String.join(" ", new TreeSet<>(schedule.roles())))
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .bind("next", schedule.next().atOffset(ZoneOffset.UTC))
                .execute());
    }

    void change(UUID id, Schedule.Plan plan, Instant next) {
        jdbi.useHandle(handle -> plan(
                        handle.createUpdate("update schedules set query = :query, version = :version,"
                                + " parameters = :parameters, every = :every, at = :at, zone = :zone, keep = :keep,"
                                + " alert = :alert, next_at = :next where id = :id"),
                        plan)
                .bind("id", id)
                .bind("next", next.atOffset(ZoneOffset.UTC))
                .execute());
    }

    private static Update plan(Update update, Schedule.Plan plan) {
        return Absent.bind(update, "version", plan.version())
                .bind("query", plan.query())
                .bind("parameters", plan.parameters().toString())
                .bind("every", plan.timetable().every().label())
                .bind("at", plan.timetable().at())
                .bind("zone", plan.timetable().zone().getId())
                .bind("keep", plan.keep())
                .bind("alert", plan.alert().map(ScheduleStore::written).orElse(null));
    }

    private static String written(Alert alert) {
        ObjectNode json = MAPPER.createObjectNode().put("url", alert.url().toString());
        json.set("when", alert.written());
        return json.toString();
    }

    void remove(UUID id) {
        jdbi.useTransaction(handle -> {
            handle.createUpdate("delete from schedules where id = :id")
                    .bind("id", id)
                    .execute();
            handle.createUpdate("update alerts set state = 'dropped' where schedule = :id and state = 'waiting'")
                    .bind("id", id)
                    .execute();
        });
    }

    /**
     * Takes the schedule that has been due longest, which puts its next time down: no other instance takes it for this one.
     * An instance that ends before it has run it leaves that time out.
     */
    Optional<Schedule> claim(Instant now) {
        OffsetDateTime at = now.atOffset(ZoneOffset.UTC);
        while (true) {
            Optional<Schedule> due = jdbi.withHandle(handle -> handle.createQuery(
                            SELECT + " where s.next_at <= :now order by s.next_at, s.id fetch first 1 rows only")
                    .bind("now", at)
                    .map((row, context) -> read(row))
                    .findOne());
            if (due.isEmpty()) {
                return due;
            }
            Schedule schedule = due.get();
            Instant next = schedule.plan().timetable().after(now);
            int claimed = jdbi.withHandle(handle -> handle.createUpdate(
                            "update schedules set next_at = :next where id = :id and next_at = :due")
                    .bind("next", next.atOffset(ZoneOffset.UTC))
                    .bind("id", schedule.id())
                    .bind("due", schedule.next().atOffset(ZoneOffset.UTC))
                    .execute());
            if (claimed == 1) {
                return due;
            }
        }
    }

    /** Writes down what came of a time. */
    void ran(UUID id, UUID run, Optional<String> trouble) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "update schedules set last_run = :run, last_trouble = :trouble where id = :id")
                .bind("id", id)
                .bind("run", run)
                .bind("trouble", trouble.orElse(null))
                .execute());
    }

    private static Schedule read(ResultSet row) throws SQLException {
        int version = row.getInt("version");
        OptionalInt ofVersion = row.wasNull() ? OptionalInt.empty() : OptionalInt.of(version);
        Schedule.Plan plan = new Schedule.Plan(
                row.getObject("query", UUID.class),
                ofVersion,
                (ObjectNode) json(row.getString("parameters")),
                Timetable.of(row.getString("every"), row.getString("at"), row.getString("zone")),
                row.getInt("keep"),
                Optional.ofNullable(row.getString("alert")).map(ScheduleStore::alert));
        @Nullable UUID last = row.getObject("last_run", UUID.class);
        @Nullable OffsetDateTime lastAt = row.getObject("last_at", OffsetDateTime.class);
        String roles = row.getString("roles");
        return new Schedule(
                row.getObject("id", UUID.class),
                row.getString("owner"),
                roles.isEmpty() ? Set.of() : Set.of(roles.split(" ", -1)),
                plan,
                row.getObject("next_at", OffsetDateTime.class).toInstant(),
                last == null || lastAt == null
                        ? Optional.empty()
                        : Optional.of(new Schedule.Last(last, lastAt.toInstant())),
                Optional.ofNullable(row.getString("last_trouble")));
    }

    private static Alert alert(String text) {
        JsonNode json = json(text);
        return new Alert(URI.create(json.path("url").asText()), Condition.read(json.path("when")), json.path("when"));
    }

    private static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A schedule holds what is no JSON: " + text, e);
        }
    }
}
