package dendro.modelservice.kafka;

import dendro.modelservice.scoring.BatchScoring;
import dendro.modelservice.scoring.ScoringFigures;
import dendro.modelservice.scoring.ScoringOutcome;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One consumer and its transactions, from the committed offsets on until something goes wrong within Kafka. Messages are read
 * into {@linkplain Lanes lanes}, asked about in {@linkplain BatchesInFlight batches}, several at a time, and committed
 * from the heads of the lanes in {@linkplain Transactions transactions}, one at a time, while further messages are read
 * and scored.
 *
 * <ol>
 *   <li>Opening fences every earlier session with the same transactional id and aborts what it left open.
 *   <li>Scores and the offsets of their messages are committed together or not at all.
 *   <li>A batch that cannot be scored now is asked about again; nothing of it was sent.
 *   <li>Closing aborts a transaction that is still open and forgets what is under way: it is read again.
 * </ol>
 *
 * <p>For one thread, except {@link #wakeup}.
 */
final class ScoringSession implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ScoringSession.class);

    /** Without anything under way only messages can end the wait. */
    private static final Duration POLL = Duration.ofMillis(500);

    /** While something is under way waiting is for its end, and Kafka is only asked what has come. */
    private static final Duration BUSY_POLL = Duration.ofMillis(1);

    /** Requests and transactions cost much the same for one message as for many: these are done so often at most. */
    private static final Duration PACE = Duration.ofMillis(10);

    /** With messages that may not be asked about yet. */
    private static final Duration WAITING_POLL = Duration.ofMillis(100);

    /** Until a message whose moment has not been observed is asked about again. */
    private static final Duration ASK_AGAIN = Duration.ofMillis(500);

    /** Others wait for their partitions that long at most. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Duration LAG_EVERY = Duration.ofSeconds(1);

    private static final Duration CLOSE_DEADLINE = Duration.ofSeconds(5);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Transactions transactions;
    private final KafkaSettings settings;
    private final Signal ended;
    private final Pace asking = new Pace(PACE);
    private final Pace committing = new Pace(PACE);
    private final Lanes lanes;
    private final BatchesInFlight batches;
    private final ScoringFigures figures;
    private final Duration cursorWait;
    private List<Underway> askedAgain = List.of();
    private long restUntil = System.nanoTime();
    private long lagAt = System.nanoTime();

    private ScoringSession(
            KafkaConsumer<byte[], byte[]> consumer,
            Transactions transactions,
            Signal ended,
            KafkaSettings settings,
            BatchScoring scoring,
            ScoringFigures figures) {
        this.consumer = consumer;
        this.transactions = transactions;
        this.ended = ended;
        this.settings = settings;
        this.lanes = new Lanes(2 * settings.maxBatch());
        this.batches = new BatchesInFlight(scoring, settings.batchesInFlight(), ended);
        this.cursorWait = settings.cursorWait().toJavaDuration();
        this.figures = figures;
    }

    /**
     * Opens a session; the caller closes it.
     *
     * @throws org.apache.kafka.common.KafkaException if Kafka is away or refuses; then nothing is left open
     */
    static ScoringSession open(KafkaSettings settings, BatchScoring scoring, Outbox outbox, ScoringFigures figures) {
        KafkaClients clients = new KafkaClients(settings);
        KafkaConsumer<byte[], byte[]> consumer = clients.consumer();
        try {
            Signal ended = new Signal();
            Transactions transactions = Transactions.open(clients, outbox, figures, ended);
            try {
                ScoringSession session = new ScoringSession(consumer, transactions, ended, settings, scoring, figures);
                consumer.subscribe(List.of(settings.input()), session.new GivenAway());
                return session;
            } catch (RuntimeException e) {
                transactions.close();
                throw e;
            }
        } catch (RuntimeException e) {
            consumer.close(CloseOptions.timeout(CLOSE_DEADLINE));
            throw e;
        }
    }

    /** What is under way of a partition that another service gets is read again there, except for what is being committed. */
    private final class GivenAway implements ConsumerRebalanceListener {

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            record(transactions.awaited(PATIENCE));
            lanes.drop(partitions);
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            log.info("Reads {} more partitions: {}", partitions.size(), partitions);
        }
    }

    /**
     * From bytes to scores, as far as can be got without waiting long.
     *
     * @return whether anything was committed
     * @throws ProblemException if a batch cannot be scored now; it is asked about again
     * @throws org.apache.kafka.common.KafkaException if this session must end
     */
    boolean step() {
        read();
        askAbout();
        takeAnswers();
        boolean committed = record(transactions.ended());
        commit();
        return committed;
    }

    private void read() {
        Set<TopicPartition> full = new HashSet<>(lanes.full());
        full.retainAll(consumer.assignment());
        consumer.pause(full);
        Set<TopicPartition> withRoom = lanes.withRoom();
        withRoom.retainAll(consumer.paused());
        consumer.resume(withRoom);
        lanes.add(consumer.poll(awaitNextStep()), System.nanoTime());
        figures.underway(settings.input(), lanes.size(), lanes.waiting());
        measureLag();
    }

    /** What Kafka has and this consumer has not read yet, as of its last fetch, and what is under way. */
    private void measureLag() {
        if (System.nanoTime() - lagAt < LAG_EVERY.toNanos()) {
            return;
        }
        lagAt = System.nanoTime();
        Map<Integer, Long> behind = new HashMap<>();
        for (TopicPartition partition : consumer.assignment()) {
            consumer.currentLag(partition)
                    .ifPresent(unread -> behind.put(partition.partition(), unread + lanes.size(partition)));
        }
        figures.lag(settings.input(), behind);
    }

    /** Waits for what is under way; answers how long to wait for messages then. */
    private Duration awaitNextStep() {
        boolean asks = lanes.hasFresh() && batches.haveRoom() && !isResting();
        boolean commits = !transactions.isOneUnderway() && !lanes.finished(1).isEmpty();
        if (!asks && !commits && batches.areNone() && !transactions.isOneUnderway()) {
            return lanes.hasFresh() || lanes.waiting() > 0 ? WAITING_POLL : POLL;
        }
        if (!asks || !isWorthAsking()) {
            Duration untilAsking = asks ? asking.untilDue() : PACE;
            Duration untilCommitting = commits ? committing.untilDue() : PACE;
            ended.await(untilAsking.compareTo(untilCommitting) < 0 ? untilAsking : untilCommitting);
        }
        return BUSY_POLL;
    }

    private boolean isWorthAsking() {
        return asking.isDue() || lanes.fresh() >= settings.maxBatch();
    }

    private void askAbout() {
        if (isResting()) {
            return;
        }
        // By themselves: those that were asked about with them would wait with them. And never in all places.
        if (askedAgain.isEmpty() && batches.haveRoom()) {
            askedAgain = lanes.nextWaiting(settings.maxBatch(), System.nanoTime());
            ask(askedAgain);
        }
        while (batches.haveRoom() && lanes.hasFresh() && isWorthAsking()) {
            ask(lanes.nextFresh(settings.maxBatch()));
            asking.done();
        }
    }

    private void ask(List<Underway> batch) {
        if (!batch.isEmpty()) {
            figures.asked(batch.size());
            batches.ask(batch);
        }
    }

    private void takeAnswers() {
        Optional<RuntimeException> failure = Optional.empty();
        for (BatchesInFlight.Answer answer : batches.answered()) {
            if (answer.batch() == askedAgain) {
                askedAgain = List.of();
            }
            if (answer instanceof BatchesInFlight.Answer.Outcomes outcomes) {
                take(outcomes);
            } else if (answer instanceof BatchesInFlight.Answer.Failed failed) {
                lanes.giveBack(failed.batch());
                failure = Optional.of(failed.why());
            }
        }
        // Batches that were in flight together fail together: that is one failure.
        if (failure.isPresent() && !isResting()) {
            throw failure.get();
        }
    }

    private void take(BatchesInFlight.Answer.Outcomes answer) {
        long now = System.nanoTime();
        for (int i = 0; i < answer.batch().size(); i++) {
            Underway message = answer.batch().get(i);
            ScoringOutcome outcome = answer.outcomes().get(i);
            if (isTooEarly(outcome) && message.tooEarly(now).compareTo(cursorWait) < 0) {
                lanes.letWait(message, now + ASK_AGAIN.toNanos());
            } else {
                message.finished(outcome);
            }
        }
    }

    private static boolean isTooEarly(ScoringOutcome outcome) {
        return outcome instanceof ScoringOutcome.Unscorable unscorable
                && unscorable.reason().type().category() == ProblemType.Category.NOT_YET;
    }

    private void commit() {
        ConsumerGroupMetadata member = consumer.groupMetadata();
        // Outside of the group nobody could tell that these partitions are not ours any more.
        if (transactions.isOneUnderway() || !committing.isDue() || member.generationId() < 0) {
            return;
        }
        List<Underway> finished = lanes.finished(settings.maxBatch() * settings.batchesInFlight());
        if (!finished.isEmpty()) {
            transactions.begin(finished, member);
            committing.done();
        }
    }

    /** Whether anything was committed. */
    private boolean record(Optional<Transactions.Ended> transaction) {
        transaction.filter(Transactions.Ended::committed).ifPresent(this::committed);
        transaction.filter(ended -> !ended.committed()).ifPresent(unused -> figures.retried());
        return transaction.filter(Transactions.Ended::committed).isPresent();
    }

    private void committed(Transactions.Ended transaction) {
        List<Underway> messages = transaction.messages();
        lanes.leave(messages);
        figures.committed(messages.size());
        for (int i = 0; i < messages.size(); i++) {
            ScoringOutcome outcome = messages.get(i).outcome().orElseThrow();
            if (outcome instanceof ScoringOutcome.Unscorable unscorable) {
                figures.deadLetter(unscorable.reason());
            } else {
                figures.scored(transaction.responseTimes().get(i));
            }
        }
    }

    /** Asks about nothing for a while, yet keeps its place in the group and commits what is finished. */
    void rest(Duration time) {
        restUntil = System.nanoTime() + time.toNanos();
    }

    private boolean isResting() {
        return System.nanoTime() - restUntil < 0;
    }

    /** Makes the call that waits for messages, now or next, throw {@code WakeupException}; from any thread. */
    void wakeup() {
        consumer.wakeup();
    }

    @Override
    public void close() {
        try (batches) {
            try {
                transactions.close();
            } finally {
                consumer.close(CloseOptions.timeout(CLOSE_DEADLINE));
            }
        }
    }
}
