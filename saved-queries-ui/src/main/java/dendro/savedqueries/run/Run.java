package dendro.savedqueries.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

/**
 * One run of a query.
 *
 * @param asked what was asked, by whom and why
 * @param outcome what has come of it
 * @param resolvedCursor with which the same question has the same answer
 * @param rows of the whole answer
 * @param digest of the whole answer
 * @param types of the answer's columns
 * @param elapsedMillis until there was an answer or a problem
 * @param problem why there is no answer
 * @param kept whether its result is still kept
 */
record Run(
        Asked asked,
        Outcome outcome,
        Optional<JsonNode> resolvedCursor,
        OptionalLong rows,
        Optional<String> digest,
        List<String> types,
        OptionalLong elapsedMillis,
        Optional<JsonNode> problem,
        boolean kept) {

    Run {
        types = List.copyOf(types);
    }

    /**
     * What is known of a run from its beginning.
     *
     * @param id also the query's in the query-service
     * @param subject which saved query, if it is one
     * @param person who asked
     * @param roles that they had, which decided which private attributes they saw
     * @param kind why
     * @param of the run that it repeats, if it does
     * @param schedule for which it was time, if that is why
     * @param parameters the values that were chosen, by name
     * @param cursor that was asked for; JSON's null for now
     * @param sent what the query-service was sent
     * @param startedAt when
     */
    record Asked(
            UUID id,
            Subject subject,
            String person,
            Set<String> roles,
            RunKind kind,
            Optional<UUID> of,
            Optional<UUID> schedule,
            JsonNode parameters,
            JsonNode cursor,
            SentQuery sent,
            Instant startedAt) {

        Asked {
            roles = Set.copyOf(roles);
        }
    }

    /**
     * The saved query that a run is of.
     *
     * @param query its id; none of a text that belongs to no saved query
     * @param version none of a text that was changed since it was saved
     * @param name at that time
     */
    record Subject(Optional<UUID> query, OptionalInt version, Optional<String> name) {

        static final Subject NONE = new Subject(Optional.empty(), OptionalInt.empty(), Optional.empty());
    }

    UUID id() {
        return asked.id();
    }

    static Run begun(Asked asked) {
        return new Run(
                asked,
                Outcome.RUNNING,
                Optional.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                List.of(),
                OptionalLong.empty(),
                Optional.empty(),
                false);
    }

    Run ended(RunEnd end) {
        return new Run(
                asked,
                end.outcome(),
                end.cursor(),
                end.rows(),
                end.digest(),
                end.types(),
                end.elapsedMillis(),
                end.problem(),
                end.result().isPresent());
    }
}
