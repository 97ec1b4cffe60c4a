package dendro.queryservice.training;

import com.codahale.metrics.annotation.Timed;
import dendro.database.Deadline;
import dendro.features.TypedFeatureSet;
import dendro.problem.ProblemException;
import dendro.query.PeerFailure;
import dendro.queryapi.TrainingSetLines;
import dendro.queryapi.TrainingSetRequest;
import dendro.queryservice.QueryServiceConfiguration;
import dendro.queryservice.RequestBody;
import dendro.queryservice.features.FeatureSets;
import dendro.training.TrainingSets;
import dendro.training.TrainingShard;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/** {@code POST /v1/training-set}: a shard's rows, streamed as lines of JSON. */
@Path("/v1/training-set")
@Consumes(MediaType.APPLICATION_JSON)
@Produces("application/x-ndjson")
public final class TrainingSetResource {

    private final FeatureSets featureSets;
    private final TrainingSets trainingSets;
    private final QueryServiceConfiguration.Limits limits;

    /** The resource over training sets. */
    public TrainingSetResource(
            FeatureSets featureSets, TrainingSets trainingSets, QueryServiceConfiguration.Limits limits) {
        this.featureSets = featureSets;
        this.trainingSets = trainingSets;
        this.limits = limits;
    }

    /** What can be refused is refused here, with a status; the rows follow as they are read. */
    @POST
    @Timed
    public StreamingOutput trainingSet(InputStream body) {
        TrainingSetRequest request = TrainingSetRequest.parse(RequestBody.read(body, limits.bodyBytes()));
        TypedFeatureSet featureSet = featureSets.of(request.features());
        TrainingShard shard =
                trainingSets.shard(featureSet, request.range(), request.shard(), Deadline.after(limits.cursorWait()));
        return out -> stream(shard, out);
    }

    private void stream(TrainingShard shard, OutputStream out) throws IOException {
        Writer lines = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        write(lines, TrainingSetLines.header(shard.columns()));
        lines.flush();
        try {
            write(
                    lines,
                    TrainingSetLines.summary(shard.stream(
                            limits.cursorWait(),
                            outcome -> write(lines, TrainingSetLines.line(shard.columns(), outcome)))));
        } catch (ProblemException e) {
            write(lines, TrainingSetLines.problem(e.problem()));
        } catch (RuntimeException e) {
            // Once a row has been sent, the last line is the one place left to say so.
            write(
                    lines,
                    TrainingSetLines.problem(
                            PeerFailure.ofStorage(e).orElseThrow(() -> e).problem()));
        }
        lines.flush();
    }

    private static void write(Writer lines, String line) {
        try {
            lines.write(line);
            lines.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException("The caller went away.", e);
        }
    }
}
