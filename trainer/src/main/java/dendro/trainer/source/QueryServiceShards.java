package dendro.trainer.source;

import dendro.features.Column;
import dendro.features.Shard;
import dendro.problem.Problem;
import dendro.problem.ProblemType;
import dendro.queryapi.QueryServiceClient;
import dendro.queryapi.TrainingSetRequest;
import dendro.queryapi.TrainingSetStream;
import dendro.queryapi.Turn;
import dendro.training.TrainingDigest;
import dendro.training.TrainingOutcome;
import dendro.training.TrainingRange;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Shards as the query-service streams them. */
public final class QueryServiceShards implements Shards {

    private static final long serialVersionUID = 1L;

    /** Others' shards may each take minutes. */
    private static final Duration TURN = Duration.ofMinutes(30);

    /** A service may have been started without what Arrow needs. */
    private static final String FORMATS = ArrowShard.MEDIA_TYPE + ", application/x-ndjson;q=0.5";

    private final URI service;
    private final Duration patience;
    private final @Nullable String token;
    private final String features;
    private final Instant from;
    private final Instant to;
    private final @Nullable Instant featuresAsOf;

    private QueryServiceShards(
            URI service, Duration patience, @Nullable String token, String features, TrainingRange range) {
        this.service = service;
        this.patience = patience;
        this.token = token;
        this.features = features;
        this.from = range.from();
        this.to = range.to();
        this.featuresAsOf = range.featuresAsOf().orElse(null);
    }

    /**
     * The rows of a range.
     *
     * @param patience how long the service may stay silent
     * @param token by which the service knows the trainer
     * @param features text of the feature set
     */
    public static Shards of(
            URI service, Duration patience, Optional<String> token, String features, TrainingRange range) {
        return new QueryServiceShards(service, patience, token.orElse(null), features, range);
    }

    @Override
    public Stream open(Shard shard) {
        TrainingSetRequest request =
                new TrainingSetRequest(features, from, to, shard, Optional.ofNullable(featuresAsOf));
        QueryServiceClient client = new QueryServiceClient(service, patience, Optional.ofNullable(token));
        QueryServiceClient.Body body = Turn.of(() -> client.trainingSet(request, FORMATS), TURN);
        return new Arriving(
                shard,
                body.mediaType().startsWith(ArrowShard.MEDIA_TYPE)
                        ? new ArrowShard(body.bytes())
                        : new SentShard.Lines(new TrainingSetStream(body.bytes())));
    }

    /** Compares the rows, once they have all arrived, with those that were sent. */
    private static final class Arriving implements Stream {

        private final Shard shard;
        private final SentShard stream;
        private final TrainingDigest arrived = new TrainingDigest();

        Arriving(Shard shard, SentShard stream) {
            this.shard = shard;
            this.stream = stream;
        }

        @Override
        public List<Column> columns() {
            return stream.columns();
        }

        @Override
        public List<String> warnings() {
            return stream.summary().warnings();
        }

        @Override
        public boolean hasNext() {
            boolean more = stream.hasNext();
            if (!more && !arrived.hex().equals(stream.summary().digest())) {
                throw new Problem(
                                ProblemType.SERVICE_UNAVAILABLE,
                                "The rows of shard " + shard.index() + " of " + shard.count()
                                        + " are not those that the query-service has sent: their digests differ.")
                        .exception();
            }
            return more;
        }

        @Override
        public TrainingOutcome next() {
            TrainingOutcome outcome = stream.next();
            if (outcome instanceof TrainingOutcome.Row row) {
                arrived.add(columns(), row.row());
            }
            return outcome;
        }

        @Override
        public void close() {
            stream.close();
        }
    }
}
