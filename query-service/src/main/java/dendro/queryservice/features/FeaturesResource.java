package dendro.queryservice.features;

import com.codahale.metrics.annotation.Timed;
import dendro.asof.AsOfEngine;
import dendro.database.Deadline;
import dendro.features.TypedFeatureSet;
import dendro.problem.Problem;
import dendro.problem.ProblemType;
import dendro.queryapi.FeatureAnswer;
import dendro.queryapi.FeatureRequest;
import dendro.queryservice.QueryServiceConfiguration;
import dendro.queryservice.RequestBody;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;

/**
 * {@code POST /v1/features}: rows, each as of its own timestamp, each with its cursor or its problem. {@code POST
 * /v1/features/explain}: how they are read.
 */
@Path("/v1/features")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public final class FeaturesResource {

    private final FeatureSets featureSets;
    private final AsOfEngine engine;
    private final QueryServiceConfiguration.Limits limits;

    /** The resource over an engine. */
    public FeaturesResource(FeatureSets featureSets, AsOfEngine engine, QueryServiceConfiguration.Limits limits) {
        this.featureSets = featureSets;
        this.engine = engine;
        this.limits = limits;
    }

    /** The rows asked for, in order. */
    @POST
    @Timed
    public String features(InputStream body) {
        FeatureRequest request = FeatureRequest.parse(RequestBody.read(body, limits.bodyBytes()));
        if (request.rows().size() > limits.featureRows()) {
            throw new Problem(
                            ProblemType.TOO_LARGE,
                            "A request may ask for the features of " + limits.featureRows() + " rows, not of "
                                    + request.rows().size() + ".")
                    .exception();
        }
        TypedFeatureSet featureSet = featureSets.of(request.features());
        return new FeatureAnswer(
                        featureSet.features().columns(),
                        engine.evaluate(featureSet.features(), request.rows(), Deadline.after(limits.cursorWait())))
                .json();
    }

    /** How a feature set is going to be read: its plan, clause by clause, and its executions. */
    @POST
    @Path("explain")
    @Produces(MediaType.TEXT_PLAIN)
    @Timed
    public String explain(InputStream body) {
        String features = FeatureRequest.parseFeatures(RequestBody.read(body, limits.bodyBytes()));
        return engine.explain(featureSets.of(features).features(), Deadline.after(limits.cursorWait()));
    }
}
