package dendro.trainer.source;

import clojure.lang.Keyword;
import dendro.features.FeatureSet;
import dendro.training.TrainingRange;
import java.time.Instant;
import java.util.Map;

/** Rows that executors read from the databases themselves. The driver opens the databases, too, to know how much there is. */
final class PeerSource implements Source {

    private final PeerDatabases databases;
    private final FeatureSet featureSet;
    private final String text;

    PeerSource(PeerDatabases databases, FeatureSet featureSet, String text) {
        this.databases = databases;
        this.featureSet = featureSet;
        this.text = text;
    }

    @Override
    public Shards shards(TrainingRange range) {
        return new PeerShards(databases, text, range);
    }

    @Override
    public long entities() {
        Map<?, ?> statistics = Peers.of(databases)
                .newest(featureSet.entity().database())
                .newest()
                .dbStats();
        return statistics.get(Keyword.intern("attrs")) instanceof Map<?, ?> attributes
                        && attributes.get(featureSet.entity().attribute()) instanceof Map<?, ?> attribute
                        && attribute.get(Keyword.intern("count")) instanceof Number count
                ? count.longValue()
                : 0;
    }

    @Override
    public Instant knownAt() {
        Peers peers = Peers.of(databases);
        return featureSet.databases().stream()
                .map(name -> peers.newest(name).observedAt())
                .min(Instant::compareTo)
                .orElseThrow()
                .minusMillis(1);
    }

    @Override
    public String shown() {
        return "peers, on " + String.join(", ", featureSet.databases());
    }

    @Override
    public void close() {
        Peers.close(databases);
    }
}
