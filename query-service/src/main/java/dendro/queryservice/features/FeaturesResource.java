package dendro.queryservice.features;

import com.codahale.metrics.annotation.Timed;
import dendro.database.Deadline;
import dendro.database.Visibility;
import dendro.features.FeatureEvaluator;
import dendro.features.FeatureOutcome;
import dendro.features.FeatureWarnings;
import dendro.features.TypedFeatureSet;
import dendro.problem.Problem;
import dendro.problem.ProblemType;
import dendro.queryapi.FeatureAnswer;
import dendro.queryapi.FeatureRequest;
import dendro.queryservice.QueryServiceConfiguration;
import dendro.queryservice.RequestBody;
import dendro.queryservice.caller.Allowed;
import dendro.queryservice.caller.Caller;
import dendro.queryservice.caller.Privacy;
import dendro.queryservice.caller.Role;
import dendro.queryservice.format.Document;
import dendro.queryservice.format.Format;
import dendro.queryservice.openapi.Exchange;
import dendro.queryservice.pool.Places;
import dendro.queryservice.request.RequestTrace;
import dendro.queryservice.request.RowsAnswered;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.InputStream;
import java.util.List;
import java.util.Set;

/**
 * {@code POST /v1/features}: rows, each as of its own timestamp, each with its cursor or its problem. {@code POST
 * /v1/features/explain}: how they are read.
 */
@Path("/v1/features")
@Allowed({Role.SCORER, Role.TRAINER})
public final class FeaturesResource {

    private final FeatureSets featureSets;
    private final VisibleFeatures features;
    private final Privacy privacy;
    private final Places scoring;
    private final QueryServiceConfiguration.Limits limits;

    /** The resource over features. */
    public FeaturesResource(
            FeatureSets featureSets,
            VisibleFeatures features,
            Privacy privacy,
            Places scoring,
            QueryServiceConfiguration.Limits limits) {
        this.featureSets = featureSets;
        this.features = features;
        this.privacy = privacy;
        this.scoring = scoring;
        this.limits = limits;
    }

    /** The rows asked for, in order. */
    @POST
    @Operation(summary = "Features of rows, each as of its own timestamp")
    @Exchange(takes = "FeatureRequest", gives = "FeatureAnswer")
    @Timed
    public Response features(
            InputStream body,
            @Context HttpHeaders headers,
            @Context SecurityContext security,
            @Context ContainerRequestContext context) {
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
        Visibility visibility = privacy.of(Caller.of(security));
        RequestTrace trace = RequestTrace.of(context);
        FeatureAnswer answer = scoring.run(() -> answer(request, visibility, trace));
        trace.rows(rows(answer));
        return Document.ofJson(answer.json(), format);
    }

    private static RowsAnswered rows(FeatureAnswer answer) {
        RowsAnswered rows = new RowsAnswered();
        answer.outcomes().forEach(outcome -> {
            if (outcome instanceof FeatureOutcome.Row row) {
                rows.row(row.at(), row.cursor());
            } else {
                rows.failure(outcome.at());
            }
        });
        return rows;
    }

    private FeatureAnswer answer(FeatureRequest request, Visibility visibility, RequestTrace trace) {
        TypedFeatureSet featureSet = asked(request.features(), trace);
        Deadline deadline = Deadline.after(request.cursorWait()
                .filter(wait -> wait.compareTo(limits.cursorWait()) < 0)
                .orElse(limits.cursorWait()));
        FeatureEvaluator evaluator = features.evaluator(featureSet, visibility, deadline);
        List<FeatureOutcome> outcomes = evaluator.evaluate(featureSet.features(), request.rows(), deadline);
        return new FeatureAnswer(
                featureSet.features().columns(),
                outcomes,
                warnings(featureSets.warnings(request.features()), outcomes));
    }

    private static List<String> warnings(FeatureWarnings warnings, List<FeatureOutcome> outcomes) {
        FeatureWarnings.OfRows rows = warnings.ofRows();
        for (FeatureOutcome outcome : outcomes) {
            if (outcome instanceof FeatureOutcome.Row row) {
                rows.add(row.cursor());
            }
        }
        return rows.warnings();
    }

    private TypedFeatureSet asked(String text, RequestTrace trace) {
        TypedFeatureSet featureSet = featureSets.of(text);
        trace.asked(featureSet.source().name(), featureSet.source().hash());
        trace.reads(featureSet.features().databases());
        return featureSet;
    }

    /** How a feature set is going to be read: its plan, clause by clause, and its executions. */
    @POST
    @Path("explain")
    @Produces(MediaType.TEXT_PLAIN)
    @Operation(summary = "How a feature set is read, for people")
    @Exchange(takes = "FeatureSetRequest", gives = "FeatureExplanation")
    @Timed
    public String explain(
            InputStream body,
            @Context HttpHeaders headers,
            @Context SecurityContext security,
            @Context ContainerRequestContext context) {
        String text = FeatureRequest.parseFeatures(
                RequestBody.read(body, headers, limits.bodyBytes()).json(Set.of("features")));
        Visibility visibility = privacy.of(Caller.of(security));
        RequestTrace trace = RequestTrace.of(context);
        return scoring.run(() -> features.explain(asked(text, trace), visibility, Deadline.after(limits.cursorWait())));
    }
}
