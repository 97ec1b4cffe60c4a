package dendro.savedqueries.queryservice;

import dendro.queryapi.ProblemJson;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;

/** What the query-service refuses is refused with its own words, and the place in the query that they name. */
public final class RefusedMapper implements ExceptionMapper<Refused> {

    @Override
    public Response toResponse(Refused refused) {
        Response.ResponseBuilder response = Response.status(refused.status())
                .type(ProblemJson.MEDIA_TYPE)
                .entity(refused.problem().toString());
        refused.retryAfter().ifPresent(seconds -> response.header(HttpHeaders.RETRY_AFTER, seconds));
        return response.build();
    }
}
