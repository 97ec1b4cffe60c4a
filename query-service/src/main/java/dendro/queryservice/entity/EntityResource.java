package dendro.queryservice.entity;

import clojure.lang.Keyword;
import com.codahale.metrics.annotation.Timed;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dendro.cursor.Instants;
import dendro.cursor.Point;
import dendro.cursor.ResolvedCursor;
import dendro.database.DatabaseAt;
import dendro.database.Databases;
import dendro.database.Deadline;
import dendro.problem.Problem;
import dendro.problem.ProblemType;
import dendro.queryapi.FeatureJson;
import dendro.queryservice.QueryServiceConfiguration;
import dendro.queryservice.query.ValueJson;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;

/** {@code GET /v1/databases/{db}/entity} and {@code …/entity/history}: an entity by a unique attribute. */
@Path("/v1/databases/{database}/entity")
@Produces(MediaType.APPLICATION_JSON)
public final class EntityResource {

    private final Databases databases;
    private final QueryServiceConfiguration.Limits limits;

    /** The resource over databases. */
    public EntityResource(Databases databases, QueryServiceConfiguration.Limits limits) {
        this.databases = databases;
        this.limits = limits;
    }

    /** All attributes of the entity as of an instant or a {@code t}; without one, as of now. */
    @GET
    @Timed
    public String entity(
            @PathParam("database") String database,
            @QueryParam("attribute") @DefaultValue("") String attribute,
            @QueryParam("value") @DefaultValue("") String value,
            @QueryParam("as-of") @DefaultValue("") String asOf) {
        DatabaseAt at = at(database, point(asOf));
        EntityReference reference = EntityReference.of(at.newest(), attribute, value);
        Object entity = reference.find(at);
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.set("entity", ValueJson.of(at.value().pull("[*]", entity)));
        json.set("cursor", cursor(at));
        return json.toString();
    }

    /** Every assertion and retraction about the entity, in the order they happened, with its transaction. */
    @GET
    @Path("/history")
    @Timed
    public String history(
            @PathParam("database") String database,
            @QueryParam("attribute") @DefaultValue("") String attribute,
            @QueryParam("value") @DefaultValue("") String value) {
        DatabaseAt at = at(database, new Point.Newest());
        EntityReference reference = EntityReference.of(at.newest(), attribute, value);
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode changes = json.putArray("changes");
        for (EntityHistory.Change change : EntityHistory.of(at, reference.findEver(at), limits.rows())) {
            ObjectNode line = changes.addObject();
            line.put("attribute", change.attribute());
            line.set("value", ValueJson.of(change.value()));
            line.put("added", change.added());
            line.put("t", change.t());
            line.put("instant", change.instant().toString());
        }
        json.set("cursor", cursor(at));
        return json.toString();
    }

    private DatabaseAt at(String name, Point point) {
        Deadline deadline = Deadline.after(limits.cursorWait());
        return databases.named(name).observe(point, deadline).at(point);
    }

    private static Point point(String asOf) {
        if (asOf.isEmpty()) {
            return new Point.Newest();
        }
        if (asOf.matches("[0-9]{1,18}")) {
            return new Point.Basis(Long.parseLong(asOf));
        }
        return Instants.parse(asOf).map(Point.At::new).orElseThrow(() -> new Problem(
                        ProblemType.REQUEST_INVALID,
                        "as-of must be an instant such as 2014-11-15T13:37:42.108Z or a t, not '" + asOf + "'.")
                .exception());
    }

    private static ObjectNode cursor(DatabaseAt at) {
        return FeatureJson.cursor(ResolvedCursor.of(Map.of(at.name(), at.t())));
    }

    static Keyword keyword(String text) {
        return Keyword.intern(text.startsWith(":") ? text.substring(1) : text);
    }
}
