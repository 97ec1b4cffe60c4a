package dendro.queryservice.databases;

import com.codahale.metrics.annotation.Timed;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dendro.database.Databases;
import dendro.database.Deadline;
import dendro.database.NamedDatabase;
import dendro.problem.ProblemException;
import dendro.queryapi.ProblemJson;
import dendro.queryservice.QueryServiceConfiguration;
import dendro.queryservice.caller.Allowed;
import dendro.queryservice.caller.Role;
import dendro.queryservice.format.Document;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/** {@code GET /v1/databases} and {@code GET /v1/databases/{db}}. */
@Path("/v1/databases")
@Allowed({Role.ANALYST, Role.SCORER, Role.TRAINER})
public final class DatabasesResource {

    private final Databases databases;
    private final QueryServiceConfiguration.Limits limits;

    /** The resource over databases. */
    public DatabasesResource(Databases databases, QueryServiceConfiguration.Limits limits) {
        this.databases = databases;
        this.limits = limits;
    }

    /** Every database: name, mode, health, basis. */
    @GET
    @Timed
    public Response list(@Context HttpHeaders headers) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode array = json.putArray("databases");
        databases.all().forEach(database -> array.add(overview(database)));
        return Document.response(json, headers);
    }

    /** One database with its schema and how often each attribute is used. */
    @GET
    @Path("/{database}")
    @Timed
    public Response show(@Context HttpHeaders headers, @PathParam("database") String name) {
        NamedDatabase database = databases.named(name);
        ObjectNode json = overview(database);
        json.set("attributes", Schema.of(newest(database)));
        return Document.response(json, headers);
    }

    private ObjectNode overview(NamedDatabase database) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("name", database.name())
                .put("mode", database.location().mode());
        try {
            json.put("basis-t", newest(database).basisT());
            json.put("healthy", true);
        } catch (ProblemException e) {
            json.put("healthy", false);
            json.set("problem", ProblemJson.write(e.problem()));
        }
        return json;
    }

    private datomic.Database newest(NamedDatabase database) {
        return database.newest(Deadline.after(limits.cursorWait())).newest();
    }
}
