package dendro.queryservice.databases;

import com.codahale.metrics.annotation.Timed;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import datomic.Database;
import dendro.database.Databases;
import dendro.database.Deadline;
import dendro.database.NamedDatabase;
import dendro.database.Visibility;
import dendro.problem.Problem;
import dendro.problem.ProblemException;
import dendro.query.PeerFailure;
import dendro.queryapi.ProblemJson;
import dendro.queryservice.QueryServiceConfiguration;
import dendro.queryservice.caller.Allowed;
import dendro.queryservice.caller.Caller;
import dendro.queryservice.caller.Privacy;
import dendro.queryservice.caller.Role;
import dendro.queryservice.format.Document;
import dendro.queryservice.openapi.Exchange;
import dendro.queryservice.references.Reference;
import dendro.queryservice.request.RequestTrace;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** {@code GET /v1/schema}: all databases with their attributes, and the references between them. */
@Path("/v1/schema")
@Allowed({Role.ANALYST, Role.SCORER, Role.TRAINER})
public final class SchemaResource {

    private final Databases databases;
    private final List<Reference> references;
    private final Privacy privacy;
    private final QueryServiceConfiguration.Limits limits;

    /** The resource over databases and the references declared between them. */
    public SchemaResource(
            Databases databases, List<Reference> references, Privacy privacy, QueryServiceConfiguration.Limits limits) {
        this.databases = databases;
        this.references = List.copyOf(references);
        this.privacy = privacy;
        this.limits = limits;
    }

    /** Whatever cannot be read or followed stands there with its problem, beside all the rest. */
    @GET
    @Operation(summary = "All databases with their attributes, and the references between them")
    @Exchange(gives = "Schema")
    @Timed
    public Response schema(
            @Context HttpHeaders headers, @Context SecurityContext security, @Context ContainerRequestContext request) {
        RequestTrace.of(request).reads(databases.names());
        Visibility visibility = privacy.of(Caller.of(security));
        Deadline deadline = Deadline.after(limits.cursorWait());
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode all = json.putArray("databases");
        databases.all().forEach(database -> all.add(described(database, visibility, deadline)));
        ArrayNode declared = json.putArray("references");
        Map<String, Database> known = new HashMap<>();
        Function<String, Database> schemas = name -> known.computeIfAbsent(
                name, unknown -> databases.named(unknown).newest(deadline).newest());
        references.forEach(reference -> declared.add(described(reference, schemas)));
        return Document.response(json, headers, limits.answerBytes());
    }

    private static ObjectNode described(NamedDatabase database, Visibility visibility, Deadline deadline) {
        try {
            return DatabaseJson.withSchema(database, visibility, deadline);
        } catch (ProblemException e) {
            return unreadable(database, e.problem());
        } catch (RuntimeException e) {
            return unreadable(
                    database, PeerFailure.ofStorage(e).orElseThrow(() -> e).problem());
        }
    }

    private static ObjectNode unreadable(NamedDatabase database, Problem problem) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("name", database.name())
                .put("mode", database.location().mode())
                .put("healthy", false);
        json.set("problem", ProblemJson.write(problem));
        return json;
    }

    private static ObjectNode described(Reference reference, Function<String, Database> schemas) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.set("from", described(reference.from()));
        json.set("to", described(reference.to()));
        Optional<Problem> problem = reference.problem(schemas);
        problem.ifPresent(wrong -> json.set("problem", ProblemJson.write(wrong)));
        if (problem.isEmpty()) {
            reference
                    .problemBackwards(schemas.apply(reference.from().database()))
                    .ifPresent(wrong -> json.set("problem-backwards", ProblemJson.write(wrong)));
        }
        return json;
    }

    private static ObjectNode described(Reference.Place place) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("database", place.database())
                .put("attribute", place.attribute().toString());
    }
}
