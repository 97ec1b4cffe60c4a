package dendro.queryservice.features;

import com.codahale.metrics.annotation.Timed;
import dendro.database.Deadline;
import dendro.features.FeatureEvaluator;
import dendro.features.TypedFeatureSet;
import dendro.problem.Problem;
import dendro.problem.ProblemType;
import dendro.queryapi.FeatureAnswer;
import dendro.queryapi.FeatureRequest;
import dendro.queryservice.QueryServiceConfiguration;
import dendro.queryservice.RequestBody;
import dendro.queryservice.format.Document;
import dendro.queryservice.format.Format;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.Set;

/** {@code POST /v1/features}: rows, each as of its own timestamp, each with its cursor or its problem. */
@Path("/v1/features")
public final class FeaturesResource {

    private final FeatureSets featureSets;
    private final FeatureEvaluator evaluator;
    private final QueryServiceConfiguration.Limits limits;

    /** The resource over an evaluator. */
    public FeaturesResource(
            FeatureSets featureSets, FeatureEvaluator evaluator, QueryServiceConfiguration.Limits limits) {
        this.featureSets = featureSets;
        this.evaluator = evaluator;
        this.limits = limits;
    }

    /** The rows asked for, in order. */
    @POST
    @Timed
    public Response features(InputStream body, @Context HttpHeaders headers) {
        Format format = Format.chosen(headers, Format.DOCUMENTS).format();
        FeatureRequest request = FeatureRequest.parse(
                RequestBody.read(body, headers, limits.bodyBytes()).json(Set.of("features")));
        if (request.rows().size() > limits.featureRows()) {
            throw new Problem(
                            ProblemType.TOO_LARGE,
                            "A request may ask for the features of " + limits.featureRows() + " rows, not of "
                                    + request.rows().size() + ".")
                    .exception();
        }
        TypedFeatureSet featureSet = featureSets.of(request.features());
        FeatureAnswer answer = new FeatureAnswer(
                featureSet.features().columns(),
                evaluator.evaluate(featureSet.features(), request.rows(), Deadline.after(limits.cursorWait())));
        return Document.ofJson(answer.json(), format);
    }
}
