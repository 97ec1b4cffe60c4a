package dendro.queryservice.databases;

import com.codahale.metrics.annotation.Timed;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dendro.database.Databases;
import dendro.database.Deadline;
import dendro.database.Visibility;
import dendro.queryservice.QueryServiceConfiguration;
import dendro.queryservice.caller.Allowed;
import dendro.queryservice.caller.Caller;
import dendro.queryservice.caller.Privacy;
import dendro.queryservice.caller.Role;
import dendro.queryservice.format.Document;
import dendro.queryservice.openapi.Exchange;
import dendro.queryservice.request.RequestTrace;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;

/** {@code GET /v1/databases} and {@code GET /v1/databases/{db}}. */
@Path("/v1/databases")
@Allowed({Role.ANALYST, Role.SCORER, Role.TRAINER})
public final class DatabasesResource {

    private final Databases databases;
    private final Privacy privacy;
    private final QueryServiceConfiguration.Limits limits;

    /** The resource over databases. */
    public DatabasesResource(Databases databases, Privacy privacy, QueryServiceConfiguration.Limits limits) {
        this.databases = databases;
        this.privacy = privacy;
        this.limits = limits;
    }

    /** Every database: name, mode, health, basis. */
    @GET
    @Operation(summary = "All databases: mode, health and basis")
    @Exchange(gives = "Databases")
    @Timed
    public Response list(@Context HttpHeaders headers, @Context ContainerRequestContext request) {
        RequestTrace.of(request).reads(databases.names());
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode array = json.putArray("databases");
        databases.all().forEach(database -> array.add(DatabaseJson.overview(database, deadline())));
        return Document.response(json, headers, limits.answerBytes());
    }

    /** One database with its schema and how often each attribute is used. */
    @GET
    @Path("/{database}")
    @Operation(summary = "One database with its attributes")
    @Exchange(gives = "Database")
    @Timed
    public Response show(
            @Context HttpHeaders headers,
            @Context SecurityContext security,
            @Context ContainerRequestContext request,
            @Parameter(description = "Name of the database.") @PathParam("database") String name) {
        RequestTrace.of(request).reads(List.of(name));
        Visibility visibility = privacy.of(Caller.of(security));
        return Document.response(
                DatabaseJson.withSchema(databases.named(name), visibility, deadline()), headers, limits.answerBytes());
    }

    private Deadline deadline() {
        return Deadline.after(limits.cursorWait());
    }
}
