package dendro.savedqueries.link;

import com.codahale.metrics.annotation.Timed;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import dendro.problem.Problem;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import dendro.savedqueries.person.Person;
import dendro.savedqueries.problem.RequestBody;
import dendro.savedqueries.savedquery.QueryId;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code /api/queries/{id}/links}: making read-only links to a query. */
@Path("/api/queries/{id}/links")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class LinksResource {

    private static final int DAYS = 7;
    private static final int MOST_DAYS = 366;
    private static final int LONGEST_JSON = 100_000;

    private final Links links;

    /** The resource over links. */
    public LinksResource(Links links) {
        this.links = links;
    }

    record Request(
            @Nullable Integer version,
            @Nullable JsonNode parameters,
            @Nullable JsonNode cursor,
            @Nullable Integer days,
            @Nullable UUID run) {

        LinkDraft draft(UUID query) {
            if (version == null) {
                throw invalid("The member 'version' is missing: the one that the link shows.");
            }
            int lasts = days == null ? DAYS : days;
            if (lasts < 1 || lasts > MOST_DAYS) {
                throw invalid("A link lasts 1 to " + MOST_DAYS + " 'days'.");
            }
            JsonNode values =
                    parameters == null || parameters.isNull() ? JsonNodeFactory.instance.objectNode() : parameters;
            JsonNode when = cursor == null ? NullNode.getInstance() : cursor;
            if (!values.isObject()
                    || values.toString().length() + when.toString().length() > LONGEST_JSON) {
                throw invalid("The member 'parameters' is an object with the values by name, no longer than "
                        + LONGEST_JSON + " characters.");
            }
            return new LinkDraft(query, version, values, when, Optional.ofNullable(run), Duration.ofDays(lasts));
        }
    }

    /** Makes one. */
    @POST
    @Timed
    public Response make(@PathParam("id") String id, @Nullable Request body, @Context SecurityContext security) {
        LinkDraft draft = RequestBody.required(body).draft(QueryId.parse(id));
        return Response.status(Response.Status.CREATED)
                .entity(links.make(Person.of(security), draft))
                .build();
    }

    /** Those of a query that still lead somewhere. */
    @GET
    @Timed
    public Object list(@PathParam("id") String id) {
        return links.list(QueryId.parse(id));
    }

    private static ProblemException invalid(String detail) {
        return new Problem(ProblemType.REQUEST_INVALID, detail).exception();
    }
}
