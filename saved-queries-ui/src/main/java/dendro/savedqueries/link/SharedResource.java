package dendro.savedqueries.link;

import com.codahale.metrics.annotation.Timed;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dendro.savedqueries.savedquery.Content;
import dendro.savedqueries.savedquery.Draft;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code GET /api/shared/TOKEN}: what a link leads to, for whoever has it. */
@Path("/api/shared")
@Produces(MediaType.APPLICATION_JSON)
public final class SharedResource {

    private final Links links;

    /** The resource over links. */
    public SharedResource(Links links) {
        this.links = links;
    }

    /**
     * What is shown of the query, which is less than its team sees.
     *
     * @param declarations of its parameters
     */
    record SharedQuery(
            String name,
            String description,
            int version,
            Instant savedAt,
            String savedBy,
            String text,
            JsonNode declarations,
            Optional<JsonNode> chart) {}

    /** What a link leads to. */
    record Answer(
            SharedQuery query,
            RawValue parameters,
            @Nullable RawValue cursor,
            Instant expires,
            Optional<Links.SharedRun> run,
            Optional<RawValue> result) {

        static Answer of(Links.Shared shared) {
            Draft draft = shared.version().draft();
            Content content = draft.content();
            SharedQuery query = new SharedQuery(
                    draft.name(),
                    draft.description(),
                    shared.version().version(),
                    shared.version().savedAt(),
                    shared.version().savedBy(),
                    content.text(),
                    content.parameters(),
                    content.chart());
            return new Answer(
                    query, shared.parameters(), shared.cursor(), shared.expires(), shared.run(), shared.result());
        }
    }

    /** The query's version, the parameters and the result. */
    @GET
    @Path("/{token}")
    @Timed
    public Object follow(@PathParam("token") String token) {
        return Answer.of(links.follow(token));
    }
}
