package dendro.modelservice.drift;

import dendro.problem.Problem;
import dendro.problem.ProblemType;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** {@code /v1/models/{name}/drift}: how what a model scores differs from what it was trained on. */
@Path("/v1/models/{name}/drift")
@Produces(MediaType.APPLICATION_JSON)
public final class DriftResource {

    private final List<DriftSource> sources;

    /** The resource of these aliases. */
    public DriftResource(List<DriftSource> sources) {
        this.sources = List.copyOf(sources);
    }

    /** {@code GET}: under each alias of the model, for each feature and for the score. */
    @GET
    public DriftReport drift(@PathParam("name") String name) {
        SortedMap<String, DriftReport.OfAlias> aliases = new TreeMap<>();
        for (DriftSource source : sources) {
            if (source.model().equals(name)) {
                aliases.put(source.alias(), DriftReport.OfAlias.of(source));
            }
        }
        if (aliases.isEmpty()) {
            throw new Problem(ProblemType.NOT_FOUND, "No model '" + name + "' scores here.").exception();
        }
        return new DriftReport(name, aliases);
    }
}
