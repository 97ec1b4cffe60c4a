package dendro.queryservice.query;

import dendro.cursor.Steps;
import dendro.queryservice.RequestBody;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /v1/query/evolution}.
 *
 * @param query what is asked, at whatever cursor
 * @param steps when
 */
record EvolutionCall(QueryCall query, Steps steps) {

    /** Reads a body, or throws {@code request-invalid} naming the member at fault. */
    static EvolutionCall parse(RequestBody body) {
        Map<String, Object> members = QueryCall.members(body);
        QueryCall.requireOnly(
                members, "query", "sources", "args", "allow-cartesian", "from", "to", "step", "limit", "timeout-ms");
        Steps steps = new Steps(instant(members, "from"), instant(members, "to"), step(members.get("step")));
        return new EvolutionCall(QueryCall.of(members), steps);
    }

    private static Instant instant(Map<String, Object> members, String name) {
        return QueryCall.instant(members.get(name))
                .orElseThrow(() -> QueryCall.invalid("The member '" + name + "' must be an instant."));
    }

    private static Steps.Step step(@Nullable Object step) {
        if (step instanceof String text) {
            return Steps.step(text);
        }
        throw QueryCall.invalid("The member 'step' must be a string that holds a duration or period in ISO-8601.");
    }
}
