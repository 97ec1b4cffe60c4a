package dendro.modelservice.kafka;

import dendro.modelservice.scoring.MessageScoring;
import dendro.modelservice.scoring.ScoringFigures;
import dendro.modelservice.scoring.ScoringOutcome;
import dendro.problem.ProblemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * One consumer and one producer, from the committed offsets on until something goes wrong within Kafka.
 *
 * <ol>
 *   <li>Opening fences every earlier producer with the same transactional id and aborts what it left open.
 *   <li>The scores of a batch and its offsets are committed together or not at all.
 *   <li>A batch that cannot be scored now is read again; nothing of it was sent.
 *   <li>Closing aborts a transaction that is still open.
 * </ol>
 *
 * <p>For one thread, except {@link #wakeup}.
 */
final class ScoringSession implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration IDLE_POLL = Duration.ofMillis(200);
    private static final Duration CLOSE_DEADLINE = Duration.ofSeconds(5);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final KafkaProducer<byte[], byte[]> producer;
    private final MessageScoring scoring;
    private final Outbox outbox;
    private final ScoringFigures figures;

    private ScoringSession(
            KafkaConsumer<byte[], byte[]> consumer,
            KafkaProducer<byte[], byte[]> producer,
            MessageScoring scoring,
            Outbox outbox,
            ScoringFigures figures) {
        this.consumer = consumer;
        this.producer = producer;
        this.scoring = scoring;
        this.outbox = outbox;
        this.figures = figures;
    }

    /**
     * Opens a session; the caller closes it.
     *
     * @throws org.apache.kafka.common.KafkaException if Kafka is away or refuses; then nothing is left open
     */
    static ScoringSession open(KafkaSettings settings, MessageScoring scoring, Outbox outbox, ScoringFigures figures) {
        KafkaClients clients = new KafkaClients(settings);
        KafkaConsumer<byte[], byte[]> consumer = clients.consumer();
        try {
            KafkaProducer<byte[], byte[]> producer = clients.producer();
            ScoringSession session = new ScoringSession(consumer, producer, scoring, outbox, figures);
            try {
                producer.initTransactions();
                consumer.subscribe(List.of(settings.input()));
                return session;
            } catch (RuntimeException e) {
                producer.close(CLOSE_DEADLINE);
                throw e;
            }
        } catch (RuntimeException e) {
            consumer.close(CloseOptions.timeout(CLOSE_DEADLINE));
            throw e;
        }
    }

    /**
     * Reads the next messages, if there are any soon, and sends what becomes of them.
     *
     * @return whether there were any
     * @throws ProblemException if they cannot be scored now; the next step reads them again
     * @throws org.apache.kafka.common.KafkaException if this session must end
     */
    boolean step() {
        ConsumerRecords<byte[], byte[]> polled = consumer.poll(POLL);
        long readAt = System.nanoTime();
        if (polled.isEmpty()) {
            return false;
        }
        List<ConsumerRecord<byte[], byte[]>> messages = new ArrayList<>(polled.count());
        polled.forEach(messages::add);
        List<ScoringOutcome> outcomes;
        try {
            outcomes = scoring.outcomes(
                    messages.stream().map(ScoringSession::content).toList());
        } catch (RuntimeException e) {
            rewind(polled);
            throw e;
        }
        figures.transactionTime().time(() -> commit(polled, messages, outcomes, readAt));
        return true;
    }

    private void commit(
            ConsumerRecords<byte[], byte[]> polled,
            List<ConsumerRecord<byte[], byte[]>> messages,
            List<ScoringOutcome> outcomes,
            long readAt) {
        List<Duration> responseTimes = new ArrayList<>(messages.size());
        producer.beginTransaction();
        for (int i = 0; i < messages.size(); i++) {
            Duration sinceRead = Duration.ofNanos(System.nanoTime() - readAt);
            ProducerRecord<byte[], byte[]> record = outbox.record(messages.get(i), outcomes.get(i), sinceRead);
            // What became of it, the commit tells.
            var unused = producer.send(record);
            responseTimes.add(sinceRead);
        }
        producer.sendOffsetsToTransaction(polled.nextOffsets(), consumer.groupMetadata());
        producer.commitTransaction();
        record(outcomes, responseTimes);
    }

    private void record(List<ScoringOutcome> outcomes, List<Duration> responseTimes) {
        figures.committed(outcomes.size());
        for (int i = 0; i < outcomes.size(); i++) {
            if (outcomes.get(i) instanceof ScoringOutcome.Unscorable unscorable) {
                figures.deadLetter(unscorable.reason());
            } else {
                figures.scored(responseTimes.get(i));
            }
        }
    }

    /** Lets time pass without reading, yet keeps its place in the group. */
    void idle(Duration time) {
        long until = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < until) {
            // A rebalance may have brought partitions that are not paused.
            consumer.pause(consumer.assignment());
            rewind(consumer.poll(IDLE_POLL));
        }
        consumer.resume(consumer.paused());
    }

    private void rewind(ConsumerRecords<byte[], byte[]> polled) {
        for (TopicPartition partition : polled.partitions()) {
            consumer.seek(partition, polled.records(partition).get(0).offset());
        }
    }

    /** A record without a value (a tombstone) reads as an empty message. */
    private static byte[] content(ConsumerRecord<byte[], byte[]> message) {
        return message.value() == null ? new byte[0] : message.value();
    }

    /** Makes the call that waits for messages, now or next, throw {@code WakeupException}; from any thread. */
    void wakeup() {
        consumer.wakeup();
    }

    @Override
    public void close() {
        try {
            producer.close(CLOSE_DEADLINE);
        } finally {
            consumer.close(CloseOptions.timeout(CLOSE_DEADLINE));
        }
    }
}
