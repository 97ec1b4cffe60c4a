package dendro.modelservice.scoring;

import com.codahale.metrics.Histogram;
import com.codahale.metrics.MetricRegistry;
import com.codahale.metrics.Timer;
import dendro.problem.Problem;
import java.time.Duration;

/**
 * What the service measures of itself, under {@code scoring.*}: messages, scores, dead letters by reason, batches that
 * had to be tried again, sizes of batches, response times and the time of each step. Thread-safe.
 */
public final class ScoringFigures {

    private final MetricRegistry metrics;
    private final Histogram batchSize;
    private final Histogram responseTime;

    /** Figures kept in this registry. */
    public ScoringFigures(MetricRegistry metrics) {
        this.metrics = metrics;
        this.batchSize = metrics.histogram(name("batch-size"));
        this.responseTime = metrics.histogram(name("response-time-microseconds"));
    }

    /** A batch of this many messages was committed. */
    public void committed(int messages) {
        metrics.meter(name("messages")).mark(messages);
        batchSize.update(messages);
    }

    /** A score was committed, this long after its message was read. */
    public void scored(Duration time) {
        metrics.meter(name("scored")).mark();
        responseTime.update(time.toNanos() / 1000);
    }

    /** A message went to the dead letters. */
    public void deadLetter(Problem reason) {
        metrics.meter(name("dead-letters", reason.type().slug())).mark();
    }

    /** A batch could not be scored or committed and is tried again. */
    public void retried() {
        metrics.meter(name("retries")).mark();
    }

    /** Of reading features. */
    public Timer featuresTime() {
        return metrics.timer(name("time", "features"));
    }

    /** Of encoding and scoring. */
    public Timer modelTime() {
        return metrics.timer(name("time", "model"));
    }

    /** Of the Kafka transaction. */
    public Timer transactionTime() {
        return metrics.timer(name("time", "transaction"));
    }

    private static String name(String... parts) {
        return MetricRegistry.name("scoring", parts);
    }
}
