package dendro.modelservice.scoring;

import dendro.problem.Problem;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What the service measures of itself, under the names and labels of Prometheus: messages, scores, dead letters by reason,
 * what had to be tried again, what the challenger scored and what it did not, sizes of batches and transactions, response
 * times, the time of each phase, and how far it is behind. Thread-safe; one for all loops of a service.
 */
public final class ScoringFigures {

    private static final double[] SECONDS = {
        0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60
    };
    private static final double[] MESSAGES = {1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000};

    private final Counter messages;
    private final Counter scores;
    private final Counter deadLetters;
    private final Counter retries;
    private final Counter challengerScores;
    private final Counter challengerSkips;
    private final Histogram batchSize;
    private final Histogram transactionSize;
    private final Histogram responseTime;
    private final Histogram phases;
    private final Gauge underway;
    private final Gauge waiting;
    private final Gauge lag;
    private final Map<String, Set<Integer>> measured = new HashMap<>();

    /** Figures that this registry exports. */
    public ScoringFigures(PrometheusRegistry registry) {
        messages = counter(registry, "dendro_scoring_messages", "Messages that scores or dead letters came of.");
        scores = counter(registry, "dendro_scoring_scores", "Scores committed.");
        deadLetters = Counter.builder()
                .name("dendro_scoring_dead_letters")
                .help("Messages that cannot be scored, by reason.")
                .labelNames("reason")
                .register(registry);
        retries = counter(registry, "dendro_scoring_retries", "Batches and transactions that had to be tried again.");
        challengerScores = counter(
                registry, "dendro_scoring_challenger_scores", "Messages that the challenger has scored in time.");
        challengerSkips = Counter.builder()
                .name("dendro_scoring_challenger_skipped")
                .help("Messages that the challenger was to score and did not, by reason.")
                .labelNames("reason")
                .register(registry);
        for (Challenger.Skipped reason : Challenger.Skipped.values()) {
            challengerSkips.initLabelValues(reason.slug());
        }
        batchSize = histogram("dendro_scoring_batch_size", "Messages asked about at once.", MESSAGES)
                .register(registry);
        transactionSize = histogram("dendro_scoring_transaction_size", "Messages committed at once.", MESSAGES)
                .register(registry);
        responseTime = histogram(
                        "dendro_scoring_response_seconds", "From reading a message to producing its score.", SECONDS)
                .register(registry);
        phases = histogram("dendro_scoring_phase_seconds", "Time of a batch or transaction, by phase.", SECONDS)
                .labelNames("phase")
                .register(registry);
        underway = gauge(registry, "dendro_scoring_underway", "Messages read and not committed yet.", "topic");
        waiting = gauge(
                registry,
                "dendro_scoring_waiting",
                "Messages whose moment the databases have not been observed past.",
                "topic");
        lag = gauge(
                registry,
                "dendro_scoring_lag",
                "Messages in the topic that have not been committed, of the partitions read here.",
                "topic",
                "partition");
    }

    private static Counter counter(PrometheusRegistry registry, String name, String help) {
        return Counter.builder().name(name).help(help).register(registry);
    }

    private static Histogram.Builder histogram(String name, String help, double[] bounds) {
        return Histogram.builder().name(name).help(help).classicOnly().classicUpperBounds(bounds);
    }

    private static Gauge gauge(PrometheusRegistry registry, String name, String help, String... labels) {
        return Gauge.builder().name(name).help(help).labelNames(labels).register(registry);
    }

    /** A batch of this many messages is asked about. */
    public void asked(int count) {
        batchSize.observe(count);
    }

    /** So many messages of a topic are under way, so many of them wait for their moment to be observed. */
    public void underway(String topic, int count, int waitingCount) {
        underway.labelValues(topic).set(count);
        waiting.labelValues(topic).set(waitingCount);
    }

    /** How many messages of each partition have not been committed; of the topic's others nothing is known any more. */
    public synchronized void lag(String topic, Map<Integer, Long> byPartition) {
        for (int partition : measured.getOrDefault(topic, Set.of())) {
            if (!byPartition.containsKey(partition)) {
                lag.remove(topic, Integer.toString(partition));
            }
        }
        measured.put(topic, Set.copyOf(byPartition.keySet()));
        byPartition.forEach((partition, behind) ->
                lag.labelValues(topic, Integer.toString(partition)).set(behind));
    }

    /** A transaction of this many messages was committed. */
    public void committed(int count) {
        messages.inc(count);
        transactionSize.observe(count);
    }

    /** A score was committed, this long after its message was read. */
    public void scored(Duration time) {
        scores.inc();
        responseTime.observe(time.toNanos() / 1e9);
    }

    /** A message went to the dead letters. */
    public void deadLetter(Problem reason) {
        deadLetters.labelValues(reason.type().slug()).inc();
    }

    /** A batch could not be scored or committed and is tried again. */
    public void retried() {
        retries.inc();
    }

    /** Of reading messages. */
    public PhaseTime readTime() {
        return phase("read");
    }

    /** The challenger has scored so many messages. */
    public void challengerScored(int count) {
        challengerScores.inc(count);
    }

    /** So many messages that the challenger was to score it did not, for this reason. */
    public void challengerSkipped(Challenger.Skipped reason, int count) {
        challengerSkips.labelValues(reason.slug()).inc(count);
    }

    /** Of reading features. */
    public PhaseTime featuresTime() {
        return phase("features");
    }

    /** Of encoding and scoring. */
    public PhaseTime modelTime() {
        return phase("blackbox");
    }

    /** Of the Kafka transaction. */
    public PhaseTime transactionTime() {
        return phase("produce");
    }

    private PhaseTime phase(String name) {
        return new PhaseTime(phases.labelValues(name));
    }

    /**
     * How long a phase takes.
     *
     * @param observed where its times are recorded
     */
    public record PhaseTime(DistributionDataPoint observed) {

        /** Takes the time of this. */
        public <T> T timeSupplier(Supplier<T> phase) {
            return observed.time(phase);
        }

        /** Takes the time of this. */
        public void time(Runnable phase) {
            observed.time(phase);
        }
    }
}
