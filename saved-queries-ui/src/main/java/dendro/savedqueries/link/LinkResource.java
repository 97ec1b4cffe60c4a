package dendro.savedqueries.link;

import com.codahale.metrics.annotation.Timed;
import dendro.savedqueries.person.Person;
import dendro.savedqueries.savedquery.QueryId;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;

/** {@code /api/links/{id}}: ending a read-only link. */
@Path("/api/links/{id}")
public final class LinkResource {

    private final Links links;

    /** The resource over links. */
    public LinkResource(Links links) {
        this.links = links;
    }

    /** Ends it: whoever has it is led nowhere from now on. */
    @DELETE
    @Timed
    public void end(@PathParam("id") String id, @Context SecurityContext security) {
        links.end(Person.of(security), QueryId.parse(id));
    }
}
