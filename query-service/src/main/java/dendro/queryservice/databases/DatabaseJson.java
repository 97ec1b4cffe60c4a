package dendro.queryservice.databases;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dendro.database.Deadline;
import dendro.database.NamedDatabase;
import dendro.database.ObservedDatabase;
import dendro.database.Visibility;
import dendro.problem.ProblemException;
import dendro.queryapi.ProblemJson;

/** A database as its callers are told of it. */
final class DatabaseJson {

    private DatabaseJson() {}

    /** Name, mode, basis and health. */
    static ObjectNode overview(NamedDatabase database, Deadline deadline) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("name", database.name())
                .put("mode", database.location().mode());
        try {
            ObservedDatabase observed = database.newest(deadline);
            json.put("basis-t", observed.newest().basisT());
            json.put("observed-at", observed.observedAt().toString());
            json.put("healthy", true);
        } catch (ProblemException e) {
            json.put("healthy", false);
            json.set("problem", ProblemJson.write(e.problem()));
        }
        return json;
    }

    /**
     * The overview with all attributes.
     *
     * @throws ProblemException {@code database-unavailable}
     */
    static ObjectNode withSchema(NamedDatabase database, Visibility visibility, Deadline deadline) {
        ObjectNode json = overview(database, deadline);
        ObservedDatabase observed = database.newest(deadline);
        json.set("attributes", Schema.of(observed.newest(), attribute -> visibility.hides(observed, attribute)));
        return json;
    }
}
