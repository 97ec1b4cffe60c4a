package dendro.trainer;

import dendro.features.Column;
import dendro.queryapi.QueryServiceClient;
import dendro.queryapi.TrainingSetRequest;
import dendro.queryapi.TrainingSetStream;
import dendro.training.Shard;
import dendro.training.TrainingOutcome;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Shards as the query-service streams them. */
final class QueryServiceShards implements Shards {

    private static final long serialVersionUID = 1L;

    private final URI service;
    private final Duration patience;
    private final @Nullable String token;
    private final String features;
    private final Instant from;
    private final Instant to;
    private final @Nullable Instant featuresAsOf;

    private QueryServiceShards(
            URI service,
            Duration patience,
            @Nullable String token,
            String features,
            Instant from,
            Instant to,
            @Nullable Instant featuresAsOf) {
        this.service = service;
        this.patience = patience;
        this.token = token;
        this.features = features;
        this.from = from;
        this.to = to;
        this.featuresAsOf = featuresAsOf;
    }

    /**
     * The rows of a range, each as of its own timestamp.
     *
     * @param patience how long the service may stay silent
     * @param token by which the service knows the trainer
     * @param features text of the feature set
     * @param from rows with a timestamp at or after this instant
     * @param to and before this one
     */
    static QueryServiceShards of(
            URI service, Duration patience, Optional<String> token, String features, Instant from, Instant to) {
        return new QueryServiceShards(service, patience, token.orElse(null), features, from, to, null);
    }

    /** The rows before an instant, all with the features of another: what training without as-of would see. */
    QueryServiceShards before(Instant end, Instant valuesOf) {
        return new QueryServiceShards(service, patience, token, features, from, end, valuesOf);
    }

    @Override
    public Stream open(Shard shard) {
        TrainingSetRequest request =
                new TrainingSetRequest(features, from, to, shard, Optional.ofNullable(featuresAsOf));
        QueryServiceClient client = new QueryServiceClient(service, patience, Optional.ofNullable(token));
        return new Arriving(Turn.of(() -> client.trainingSet(request)));
    }

    private record Arriving(TrainingSetStream stream) implements Stream {

        @Override
        public List<Column> columns() {
            return stream.columns();
        }

        @Override
        public boolean hasNext() {
            return stream.hasNext();
        }

        @Override
        public TrainingOutcome next() {
            return stream.next();
        }

        @Override
        public void close() {
            stream.close();
        }
    }
}
