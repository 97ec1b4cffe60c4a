package dendro.trainer.source;

import dendro.features.FeatureSet;
import dendro.queryapi.DatabaseAnswer;
import dendro.queryapi.QueryServiceClient;
import dendro.training.TrainingRange;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Rows as the query-service streams them. */
final class QueryServiceSource implements Source {

    /** How long the query-service may stay silent: its first answer may have to wait for the databases. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final URI service;
    private final Optional<String> token;
    private final FeatureSet featureSet;
    private final String text;

    QueryServiceSource(URI service, Optional<String> token, FeatureSet featureSet, String text) {
        this.service = service;
        this.token = token;
        this.featureSet = featureSet;
        this.text = text;
    }

    @Override
    public Shards shards(TrainingRange range) {
        return QueryServiceShards.of(service, PATIENCE, token, text, range);
    }

    @Override
    public long entities() {
        return database(featureSet.entity().database())
                .datoms()
                .getOrDefault(featureSet.entity().attribute().toString(), 0L);
    }

    @Override
    public Instant knownAt() {
        return featureSet.databases().stream()
                .map(name -> database(name).observedAt())
                .min(Instant::compareTo)
                .orElseThrow()
                .minusMillis(1);
    }

    private DatabaseAnswer database(String name) {
        return new QueryServiceClient(service, PATIENCE, token).database(name);
    }

    @Override
    public String shown() {
        return "query-service at " + service;
    }

    @Override
    public void close() {
        // Each shard has a connection of its own.
    }
}
