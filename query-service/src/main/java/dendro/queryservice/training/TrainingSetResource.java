package dendro.queryservice.training;

import com.codahale.metrics.annotation.Timed;
import dendro.database.Deadline;
import dendro.features.FeatureEvaluator;
import dendro.features.TypedFeatureSet;
import dendro.problem.ProblemException;
import dendro.query.Cancellation;
import dendro.query.PeerFailure;
import dendro.queryapi.TrainingSetRequest;
import dendro.queryservice.QueryServiceConfiguration;
import dendro.queryservice.RequestBody;
import dendro.queryservice.caller.Allowed;
import dendro.queryservice.caller.Caller;
import dendro.queryservice.caller.Privacy;
import dendro.queryservice.caller.Role;
import dendro.queryservice.features.FeatureSets;
import dendro.queryservice.features.VisibleFeatures;
import dendro.queryservice.format.ArrowAnswer;
import dendro.queryservice.format.Format;
import dendro.queryservice.openapi.Exchange;
import dendro.queryservice.pool.Places;
import dendro.queryservice.pool.WorkPool;
import dendro.queryservice.request.Connection;
import dendro.queryservice.request.RequestTrace;
import dendro.queryservice.request.RowsAnswered;
import dendro.training.TrainingOutcome;
import dendro.training.TrainingSetSummary;
import dendro.training.TrainingSets;
import dendro.training.TrainingShard;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Set;

/** {@code POST /v1/training-set}: a shard's rows, streamed as lines of JSON or in Arrow. */
@Path("/v1/training-set")
@Allowed(Role.TRAINER)
public final class TrainingSetResource {

    private static final List<Format> OFFERED =
            ArrowAnswer.isPossible() ? List.of(Format.LINES, Format.ARROW) : List.of(Format.LINES);

    private final FeatureSets featureSets;
    private final TrainingSets trainingSets;
    private final VisibleFeatures features;
    private final Privacy privacy;
    private final Places places;
    private final WorkPool threads;
    private final QueryServiceConfiguration.Limits limits;

    /**
     * The resource over training sets.
     *
     * @param places for as many as are streamed at a time
     * @param threads that read them, as many
     */
    public TrainingSetResource(
            FeatureSets featureSets,
            TrainingSets trainingSets,
            VisibleFeatures features,
            Privacy privacy,
            Places places,
            WorkPool threads,
            QueryServiceConfiguration.Limits limits) {
        this.featureSets = featureSets;
        this.trainingSets = trainingSets;
        this.features = features;
        this.privacy = privacy;
        this.places = places;
        this.threads = threads;
        this.limits = limits;
    }

    /** What can be refused is refused here, with a status; the rows follow as they are read. */
    @POST
    @Operation(summary = "A shard of a training set, streamed")
    @Exchange(
            takes = "TrainingSetRequest",
            gives = "TrainingSetLine",
            in = {Format.LINES, Format.ARROW})
    @Timed
    public Response trainingSet(
            InputStream body,
            @Context HttpHeaders headers,
            @Context SecurityContext security,
            @Context ContainerRequestContext context,
            @Context HttpServletRequest servletRequest) {
        Format format = Format.chosen(headers, OFFERED).format();
        TrainingSetRequest request = TrainingSetRequest.parse(
                RequestBody.read(body, headers, limits.bodyBytes()).json(Set.of("features")));
        RequestTrace trace = RequestTrace.of(context);
        // Until the last row has been sent, or cannot be.
        trace.atEnd(places.take()::close);
        TypedFeatureSet featureSet = featureSets.of(request.features());
        trace.asked(featureSet.source().name(), featureSet.source().hash());
        trace.reads(featureSet.features().databases());
        featureSet.label().ifPresent(label -> trace.reads(label.reading().databases()));
        Deadline deadline = Deadline.after(limits.cursorWait());
        FeatureEvaluator evaluator = new WatchedEvaluator(
                features.evaluator(featureSet, privacy.of(Caller.of(security)), deadline),
                threads,
                new Connection(servletRequest),
                new Cancellation());
        TrainingShard shard =
                trainingSets.readBy(evaluator).shard(featureSet, request.range(), request.shard(), deadline);
        return Response.ok((StreamingOutput) out -> stream(shard, format, out, trace), format.mediaType())
                .build();
    }

    private void stream(TrainingShard shard, Format format, OutputStream out, RequestTrace trace) {
        RowsAnswered rows = new RowsAnswered();
        trace.atEnd(() -> trace.rows(rows));
        try (TrainingSetWriter writer = format == Format.ARROW
                ? new TrainingSetArrow(shard.columns(), out)
                : new TrainingSetText(shard.columns(), out)) {
            try {
                TrainingSetSummary summary = shard.stream(limits.cursorWait(), outcome -> {
                    writer.row(outcome);
                    count(rows, outcome);
                });
                writer.summary(summary);
            } catch (ProblemException e) {
                writer.problem(e.problem());
            } catch (RuntimeException e) {
                // Once a row has been sent, the end of the stream is the one place left to say so.
                writer.problem(PeerFailure.ofStorage(e).orElseThrow(() -> e).problem());
            }
        }
    }

    private static void count(RowsAnswered rows, TrainingOutcome outcome) {
        if (outcome instanceof TrainingOutcome.Row taken) {
            rows.row(taken.row().at(), taken.row().cursor());
        } else if (outcome instanceof TrainingOutcome.Failed failed) {
            rows.failure(failed.at());
        }
    }
}
