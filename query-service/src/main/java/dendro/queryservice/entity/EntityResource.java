package dendro.queryservice.entity;

import com.codahale.metrics.annotation.Timed;
import dendro.cursor.Point;
import dendro.database.DatabaseAt;
import dendro.database.Databases;
import dendro.database.Deadline;
import dendro.database.Visibility;
import dendro.problem.Problem;
import dendro.problem.ProblemType;
import dendro.queryservice.QueryServiceConfiguration;
import dendro.queryservice.caller.Allowed;
import dendro.queryservice.caller.Caller;
import dendro.queryservice.caller.Privacy;
import dendro.queryservice.caller.Role;
import dendro.queryservice.format.Document;
import dendro.queryservice.openapi.Exchange;
import dendro.queryservice.pool.Client;
import dendro.queryservice.query.AnalysisWork;
import dendro.queryservice.query.RunningQuery;
import dendro.queryservice.references.Reference;
import dendro.queryservice.request.Connection;
import dendro.queryservice.request.RequestTrace;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** {@code GET /v1/databases/{db}/entity} and {@code …/entity/history}: an entity by a unique attribute or its id. */
@Path("/v1/databases/{database}/entity")
@Allowed(Role.ANALYST)
public final class EntityResource {

    private final Databases databases;
    private final List<Reference> references;
    private final Privacy privacy;
    private final AnalysisWork analysis;
    private final QueryServiceConfiguration.Limits limits;

    /** The resource over databases and the references declared between them. */
    public EntityResource(
            Databases databases,
            List<Reference> references,
            Privacy privacy,
            AnalysisWork analysis,
            QueryServiceConfiguration.Limits limits) {
        this.databases = databases;
        this.references = List.copyOf(references);
        this.privacy = privacy;
        this.analysis = analysis;
        this.limits = limits;
    }

    /** The entity and its links as of an instant or a {@code t}; without one, as of now. */
    @GET
    @Operation(summary = "An entity, named by a unique attribute or its id, as of a moment, with its links")
    @Exchange(gives = "Entity", headers = "QueryId", answerHeaders = "Query-Id")
    @Timed
    public Response entity(
            @Context HttpHeaders headers,
            @Context SecurityContext security,
            @Context ContainerRequestContext request,
            @Context HttpServletRequest servletRequest,
            @Parameter(description = "Name of the database.") @PathParam("database") String database,
            @Parameter(description = "A unique attribute, such as customer/id.")
                    @QueryParam("attribute")
                    @DefaultValue("")
                    String attribute,
            @Parameter(description = "Its value, such as cus-108.") @QueryParam("value") @DefaultValue("") String value,
            @Parameter(description = "Instead of attribute and value: the entity's id in its database.")
                    @QueryParam("entity")
                    @DefaultValue("")
                    String entity,
            @Parameter(description = "An instant or a t; without it, the newest state.")
                    @QueryParam("as-of")
                    @DefaultValue("")
                    String asOf) {
        Visibility visibility = privacy.of(Caller.of(security));
        EntityAddress address = EntityAddress.of(attribute, value, entity);
        RequestTrace trace = RequestTrace.of(request);
        RunningQuery running = begun(trace, headers, security, database, address);
        return answer(
                trace,
                headers,
                running,
                new Connection(servletRequest),
                () -> moment(database, point(asOf), address, visibility, trace),
                moment -> entity(moment, address));
    }

    private Response answer(
            RequestTrace trace,
            HttpHeaders headers,
            RunningQuery running,
            Client client,
            Supplier<Moment> when,
            Function<Moment, Document> what) {
        Document answer = analysis.doneInTime(running, client, () -> {
            Moment moment = when.get();
            Document document = what.apply(moment);
            trace.cursor(moment.basis());
            return document.with("warnings", moment.warnings(document)).with("cursor", moment.cursor());
        });
        return AnalysisWork.with(running, answer.response(headers, limits.answerBytes()));
    }

    private Document entity(Moment moment, EntityAddress address) {
        DatabaseAt at = moment.home();
        Object entity = address.in(at.newest()).find(at);
        EntityLinks links = new EntityLinks(references, moment, entity);
        return new Document()
                .with("entity", at.value().pull("[*]", entity))
                .with("refers-to", links.refersTo())
                .with("referred-to-by", links.referredToBy());
    }

    /** Every assertion and retraction about the entity, in the order they happened, with its transaction. */
    @GET
    @Path("/history")
    @Operation(summary = "Every assertion and retraction about an entity, with its transaction")
    @Exchange(gives = "EntityHistory", headers = "QueryId", answerHeaders = "Query-Id")
    @Timed
    public Response history(
            @Context HttpHeaders headers,
            @Context SecurityContext security,
            @Context ContainerRequestContext request,
            @Context HttpServletRequest servletRequest,
            @Parameter(description = "Name of the database.") @PathParam("database") String database,
            @Parameter(description = "A unique attribute, such as customer/id.")
                    @QueryParam("attribute")
                    @DefaultValue("")
                    String attribute,
            @Parameter(description = "Its value, such as cus-108.") @QueryParam("value") @DefaultValue("") String value,
            @Parameter(description = "Instead of attribute and value: the entity's id in its database.")
                    @QueryParam("entity")
                    @DefaultValue("")
                    String entity) {
        Visibility visibility = privacy.of(Caller.of(security));
        EntityAddress address = EntityAddress.of(attribute, value, entity);
        RequestTrace trace = RequestTrace.of(request);
        RunningQuery running = begun(trace, headers, security, database, address);
        return answer(
                trace,
                headers,
                running,
                new Connection(servletRequest),
                () -> moment(database, new Point.Newest(), address, visibility, trace),
                moment -> history(moment, address));
    }

    private Document history(Moment moment, EntityAddress address) {
        DatabaseAt at = moment.home();
        Object entity = address.in(at.newest()).findEver(at);
        List<Object> changes = new ArrayList<>();
        for (EntityHistory.Change change : EntityHistory.of(at, entity, limits.rows())) {
            changes.add(new Document()
                    .with("attribute", EntityAddress.keyword(change.attribute()))
                    .with("value", change.value())
                    .with("added", change.added())
                    .with("t", change.t())
                    .with("instant", Date.from(change.instant()))
                    .members());
        }
        return new Document().with("changes", changes);
    }

    /** A private value is no more for the log than for the eyes of others; until the schema is known, any may be one. */
    private RunningQuery begun(
            RequestTrace trace, HttpHeaders headers, SecurityContext security, String database, EntityAddress address) {
        String asked = address.words(!privacy.of(database).isEmpty());
        trace.asked(asked);
        trace.reads(List.of(database));
        return analysis.begun(asked, headers, security, trace);
    }

    private Moment moment(String name, Point point, EntityAddress address, Visibility visibility, RequestTrace trace) {
        Moment moment = new Moment(databases, visibility, Deadline.after(limits.cursorWait()), name, point);
        address.named().ifPresent(named -> {
            trace.asked(address.words(moment.isPrivate(privacy, named)));
            moment.requireUnnamed(named);
        });
        return moment;
    }

    private static Point point(String asOf) {
        if (asOf.isEmpty()) {
            return new Point.Newest();
        }
        return Point.parse(asOf).orElseThrow(() -> new Problem(
                        ProblemType.REQUEST_INVALID,
                        "as-of must be an instant such as 2014-11-15T13:37:42.108Z or a t, not '" + asOf + "'.")
                .exception());
    }
}
