package dendro.benchmarks;

import dendro.features.EntityAt;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;

/**
 * Messages at a rate, each at its appointed time, and how long after that time its score could be read, committed. Each
 * purchase is sent over and over, and its scores come in that order.
 *
 * @param purchases sent in turn; their number is a multiple of that of the partitions
 */
record RatedMessages(ScoringRun run, String bootstrapServers, List<EntityAt> purchases) {

    private static final Duration POLL = Duration.ofMillis(5);
    private static final Duration STRAGGLERS = Duration.ofMinutes(1);
    private static final int DIGITS = 3;

    /** Times in microseconds of so many messages, without the first of them. */
    Histogram at(double perSecond, int messages, int warmUp) {
        double interval = 1e9 / perSecond;
        // The consumer is there before the first message.
        long begun = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
        ExecutorService reader = Executors.newSingleThreadExecutor();
        try (KafkaProducer<byte[], byte[]> producer = ScoringRun.producer(bootstrapServers)) {
            Future<Histogram> times = reader.submit(() -> read(begun, interval, messages, warmUp));
            for (int number = 0; number < messages; number++) {
                long appointed = begun + (long) (number * interval);
                for (long left = appointed - System.nanoTime(); left > 0; left = appointed - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                var unused = producer.send(run.message(purchases, number));
            }
            return times.get(2 * STRAGGLERS.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            reader.shutdownNow();
        }
    }

    private Histogram read(long begun, double interval, int messages, int warmUp) {
        Histogram times = new Histogram(TimeUnit.MINUTES.toMicros(10), DIGITS);
        long deadline = begun + (long) (messages * interval) + STRAGGLERS.toNanos();
        Map<String, Integer> next = new HashMap<>();
        for (int number = 0; number < purchases.size(); number++) {
            next.put(purchases.get(number).id(), number);
        }
        try (KafkaConsumer<byte[], byte[]> consumer = run.consumer(bootstrapServers)) {
            // There are scores from before, and nothing is under way.
            consumer.endOffsets(consumer.assignment()).forEach(consumer::seek);
            for (int seen = 0; seen < messages; ) {
                if (System.nanoTime() - deadline > 0) {
                    throw new IllegalStateException((messages - seen) + " scores did not come.");
                }
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    long now = System.nanoTime();
                    String id = new String(record.key(), StandardCharsets.UTF_8);
                    int number = next.merge(id, purchases.size(), Integer::sum) - purchases.size();
                    if (number >= warmUp) {
                        times.recordValue((now - begun - (long) (number * interval)) / 1000);
                    }
                    seen++;
                }
            }
        }
        return times;
    }
}
