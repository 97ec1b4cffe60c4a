package dendro.savedqueries.schedule;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;

/**
 * A saved query that runs by itself.
 *
 * @param id of the schedule
 * @param owner who made it
 * @param roles that the owner had then
 * @param plan what runs and when
 * @param next when it runs next
 * @param last the run before
 * @param trouble what went wrong then, in words
 */
record Schedule(
        UUID id,
        String owner,
        Set<String> roles,
        Plan plan,
        Instant next,
        Optional<Last> last,
        Optional<String> trouble) {

    Schedule {
        roles = Set.copyOf(roles);
    }

    /**
     * What an owner says of a schedule.
     *
     * @param query which saved query
     * @param version of it; the newest one at the time if it is absent
     * @param parameters values by name
     * @param timetable when
     * @param keep how many results are kept
     * @param alert whom to tell, if anybody
     */
    record Plan(
            UUID query,
            OptionalInt version,
            ObjectNode parameters,
            Timetable timetable,
            int keep,
            Optional<Alert> alert) {}

    /**
     * A run before.
     *
     * @param run its id
     * @param at when it began
     */
    record Last(UUID run, Instant at) {}
}
