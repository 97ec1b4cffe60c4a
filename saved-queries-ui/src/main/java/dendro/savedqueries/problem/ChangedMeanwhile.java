package dendro.savedqueries.problem;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dendro.problem.Problem;
import dendro.problem.ProblemType;
import dendro.queryapi.ProblemJson;
import jakarta.ws.rs.core.Response;
import java.time.Instant;

/** The answer to whoever saves what somebody else has saved since: who, when, and as which version. */
public final class ChangedMeanwhile {

    private ChangedMeanwhile() {}

    /** The response that says so. */
    public static Response response(int version, String savedBy, Instant savedAt) {
        Problem problem = new Problem(
                ProblemType.CHANGED_MEANWHILE,
                savedBy + " has saved version " + version
                        + " meanwhile. Nothing of yours is lost: look at what has changed,"
                        + " and save again based on that version.");
        int status = ProblemJson.status(problem.type());
        ObjectNode json = ProblemJson.write(problem, status);
        json.putObject("newest")
                .put("version", version)
                .put("saved-by", savedBy)
                .put("saved-at", savedAt.toString());
        return Response.status(status)
                .type(ProblemJson.MEDIA_TYPE)
                .entity(json.toString())
                .build();
    }
}
