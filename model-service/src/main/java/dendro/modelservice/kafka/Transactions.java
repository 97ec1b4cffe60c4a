package dendro.modelservice.kafka;

import dendro.modelservice.scoring.ScoringFigures;
import dendro.modelservice.scoring.ScoringOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits what is finished, one transaction at a time, on a thread of its own: meanwhile messages are read and asked
 * about. For one thread.
 *
 * <p>Two producers take turns. After a commit Kafka writes its markers into each partition, and turns the next transaction
 * of the same producer away until it has; the producer comes again 20 to 100 milliseconds later. That of another
 * producer takes 2. Their order is kept: one begins once the outcome of the one before is settled, and readers see what
 * comes behind an open transaction only when that is closed.
 */
final class Transactions implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Transactions.class);

    private static final Duration CLOSE_DEADLINE = Duration.ofSeconds(5);

    private static final List<String> TURNS = List.of("a", "b");

    private final List<KafkaProducer<byte[], byte[]>> producers;
    private final Outbox outbox;
    private final ScoringFigures figures;
    private final Signal ended;
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(work -> new Thread(work, "scoring-transactions"));
    private Optional<Future<Ended>> atHand = Optional.empty();
    private int turn;

    /**
     * A transaction that ended, and not by an error.
     *
     * @param messages that it was to commit
     * @param committed whether it did; otherwise their partitions are being given to others and nothing of it is there
     * @param responseTimes one for each message
     */
    record Ended(List<Underway> messages, boolean committed, List<Duration> responseTimes) {}

    private Transactions(
            List<KafkaProducer<byte[], byte[]>> producers, Outbox outbox, ScoringFigures figures, Signal ended) {
        this.producers = producers;
        this.outbox = outbox;
        this.figures = figures;
        this.ended = ended;
    }

    /**
     * Fences every earlier producer of this service and aborts what it left open. The caller closes what is opened.
     *
     * @param ended is given whenever a transaction has ended
     * @throws KafkaException if Kafka is away or refuses; then nothing is left open
     */
    static Transactions open(KafkaClients clients, Outbox outbox, ScoringFigures figures, Signal ended) {
        Transactions transactions = new Transactions(new ArrayList<>(), outbox, figures, ended);
        try {
            for (String turn : TURNS) {
                KafkaProducer<byte[], byte[]> producer = clients.producer(turn);
                transactions.producers.add(producer);
                producer.initTransactions();
            }
            return transactions;
        } catch (RuntimeException e) {
            transactions.close();
            throw e;
        }
    }

    boolean isOneUnderway() {
        return atHand.isPresent();
    }

    /**
     * Begins one; none may be under way.
     *
     * @param finished in order within each partition
     * @param member as which this service has read them
     */
    void begin(List<Underway> finished, ConsumerGroupMetadata member) {
        KafkaProducer<byte[], byte[]> producer = producers.get(turn);
        turn = (turn + 1) % producers.size();
        CompletableFuture<Ended> begun = CompletableFuture.supplyAsync(
                () -> figures.transactionTime().timeSupplier(() -> commit(producer, finished, member)), thread);
        var unused = begun.whenComplete((transaction, failure) -> ended.give());
        atHand = Optional.of(begun);
    }

    private Ended commit(
            KafkaProducer<byte[], byte[]> producer, List<Underway> finished, ConsumerGroupMetadata member) {
        List<Duration> responseTimes = new ArrayList<>(finished.size());
        try {
            Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
            producer.beginTransaction();
            for (Underway message : finished) {
                Duration sinceRead = message.sinceRead(System.nanoTime());
                ConsumerRecord<byte[], byte[]> read = message.record();
                ScoringOutcome outcome = message.outcome().orElseThrow();
                send(producer, outbox.record(read, outcome, sinceRead));
                outbox.shadow(outcome, sinceRead).ifPresent(shadow -> send(producer, shadow));
                responseTimes.add(sinceRead);
                offsets.put(message.partition(), new OffsetAndMetadata(read.offset() + 1, read.leaderEpoch(), ""));
            }
            producer.sendOffsetsToTransaction(offsets, member);
            producer.commitTransaction();
            return new Ended(finished, true, responseTimes);
        } catch (CommitFailedException e) {
            log.info("Partitions are being given to others; what was finished is committed when that is done", e);
            producer.abortTransaction();
            return new Ended(finished, false, List.of());
        }
    }

    private static void send(KafkaProducer<byte[], byte[]> producer, ProducerRecord<byte[], byte[]> record) {
        // What became of it, the commit tells.
        var unused = producer.send(record);
    }

    /**
     * The one that was under way, if it has ended by now.
     *
     * @throws KafkaException if Kafka has failed it
     */
    Optional<Ended> ended() {
        return atHand.filter(Future::isDone).map(unused -> end(Duration.ZERO));
    }

    /**
     * The one that is under way, if one is, once it has ended.
     *
     * @throws KafkaException if Kafka has failed it, or has not ended it in time
     */
    Optional<Ended> awaited(Duration patience) {
        return atHand.map(unused -> end(patience));
    }

    private Ended end(Duration patience) {
        try {
            Ended ended = atHand.orElseThrow().get(patience.toNanos(), TimeUnit.NANOSECONDS);
            atHand = Optional.empty();
            return ended;
        } catch (ExecutionException e) {
            atHand = Optional.empty();
            throw e.getCause() instanceof RuntimeException failure ? failure : new KafkaException(e.getCause());
        } catch (TimeoutException e) {
            throw new KafkaException("The transaction at hand has not ended for " + patience + ".", e);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    /** A transaction that does not end soon is aborted. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(CLOSE_DEADLINE.toMillis(), TimeUnit.MILLISECONDS)) {
                log.warn("The transaction at hand has not ended for {}; it is aborted", CLOSE_DEADLINE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            closeProducers();
        }
    }

    /** All of them, also if this thread is interrupted, which makes closing one throw. */
    private void closeProducers() {
        Optional<RuntimeException> failure = Optional.empty();
        for (KafkaProducer<byte[], byte[]> producer : producers) {
            try {
                producer.close(CLOSE_DEADLINE);
            } catch (RuntimeException e) {
                failure.ifPresent(e::addSuppressed);
                failure = Optional.of(e);
            }
        }
        if (failure.isPresent()) {
            throw failure.get();
        }
    }
}
