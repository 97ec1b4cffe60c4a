package dendro.queryservice.caller;

import com.codahale.metrics.annotation.Timed;
import dendro.queryservice.format.Document;
import dendro.queryservice.openapi.Exchange;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;

/** {@code GET /v1/caller}: whom the service takes the caller for; services before this one learn it here. */
@Path("/v1/caller")
@Allowed({Role.ANALYST, Role.SCORER, Role.TRAINER})
public final class CallerResource {

    /** The caller's name and roles, and whether it had to show who it is. */
    @GET
    @Operation(summary = "Whom the service takes the caller for")
    @Exchange(gives = "Caller")
    @Timed
    public Response caller(@Context HttpHeaders headers, @Context SecurityContext security) {
        Caller caller = Caller.of(security);
        return new Document()
                .with("name", caller.name())
                .with("roles", caller.roles().stream().map(Role::label).sorted().toList())
                .with("known", caller.known())
                .response(headers, Long.MAX_VALUE);
    }
}
