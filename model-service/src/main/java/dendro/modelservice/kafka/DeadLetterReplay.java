package dendro.modelservice.kafka;

import dendro.modelservice.scoring.BatchScoring;
import dendro.modelservice.scoring.ScoringOutcome;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;

/**
 * Scores what can be scored now of the dead letters that there are when it begins.
 *
 * <ol>
 *   <li>A letter leaves with its offset, in one transaction: as a score, or, if it still cannot be scored, as the same letter
 *       at the end of the topic with the new reason. What is before the committed offset is done with.
 *   <li>So a second run scores nothing twice, also if the first one broke off.
 *   <li>A run fences another one that is still under way.
 *   <li>Letters of other topics are passed over: topics that share their dead letters have a replay each, and each of these
 *       a group of its own.
 * </ol>
 */
public final class DeadLetterReplay {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration SILENCE = Duration.ofSeconds(30);

    private final KafkaSettings settings;
    private final BatchScoring scoring;
    private final Outbox outbox;
    private final Set<String> others;

    /**
     * A replay, not begun.
     *
     * @param settings of the service that wrote the dead letters; the replay has a group and a transactional id beside its
     * @param others topics whose letters may stand among these and are another replay's
     */
    public DeadLetterReplay(KafkaSettings settings, BatchScoring scoring, Set<String> others) {
        String own = settings.groupId() + "-replay";
        this.settings = settings.as(own, own);
        this.scoring = scoring;
        this.outbox = new Outbox(settings.scores(), settings.deadLetters(), Optional.empty());
        this.others = Set.copyOf(others);
    }

    /**
     * What became of the dead letters.
     *
     * @param scored how many were scored
     * @param remaining how many still cannot be
     */
    public record Replayed(int scored, int remaining) {

        private Replayed plus(Replayed more) {
            return new Replayed(scored + more.scored, remaining + more.remaining);
        }
    }

    /**
     * Replays them.
     *
     * @throws dendro.problem.ProblemException if features cannot be read now; what was replayed by then is committed
     * @throws org.apache.kafka.common.KafkaException if Kafka is away or refuses; likewise
     */
    public Replayed run() {
        KafkaClients clients = new KafkaClients(settings);
        try (KafkaProducer<byte[], byte[]> producer = clients.producer("a");
                KafkaConsumer<byte[], byte[]> consumer = clients.consumer()) {
            producer.initTransactions();
            Map<TopicPartition, Long> ends = begin(consumer);
            Replayed replayed = new Replayed(0, 0);
            long heardAt = System.nanoTime();
            while (!ends.isEmpty()) {
                List<ConsumerRecord<byte[], byte[]>> letters = new ArrayList<>();
                for (ConsumerRecord<byte[], byte[]> letter : consumer.poll(POLL)) {
                    // What comes later was put there by this run, or is for the next one.
                    if (letter.offset() < ends.getOrDefault(partition(letter), 0L)) {
                        letters.add(letter);
                    }
                }
                if (!letters.isEmpty()) {
                    replayed = replayed.plus(replay(letters, producer, consumer));
                    heardAt = System.nanoTime();
                }
                ends.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
                if (System.nanoTime() - heardAt > SILENCE.toNanos()) {
                    throw new org.apache.kafka.common.errors.TimeoutException(
                            "Kafka has given no dead letters for " + SILENCE.toSeconds() + " seconds.");
                }
            }
            return replayed;
        }
    }

    /** From the committed offsets on; answers where to end. */
    private Map<TopicPartition, Long> begin(KafkaConsumer<byte[], byte[]> consumer) {
        Set<TopicPartition> partitions = new HashSet<>();
        consumer.partitionsFor(settings.deadLetters())
                .forEach(info -> partitions.add(new TopicPartition(info.topic(), info.partition())));
        consumer.assign(partitions);
        return new HashMap<>(consumer.endOffsets(partitions));
    }

    private Replayed replay(
            List<ConsumerRecord<byte[], byte[]>> read,
            KafkaProducer<byte[], byte[]> producer,
            KafkaConsumer<byte[], byte[]> consumer) {
        long readAt = System.nanoTime();
        List<ConsumerRecord<byte[], byte[]>> letters =
                read.stream().filter(this::isOurs).toList();
        List<ScoringOutcome> outcomes = scoring.outcomes(letters.stream()
                .map(letter -> letter.value() == null ? new byte[0] : letter.value())
                .toList());
        int scored = 0;
        producer.beginTransaction();
        for (int i = 0; i < letters.size(); i++) {
            ConsumerRecord<byte[], byte[]> letter = letters.get(i);
            ScoringOutcome outcome = outcomes.get(i);
            scored += outcome instanceof ScoringOutcome.Scored ? 1 : 0;
            ProducerRecord<byte[], byte[]> record = outcome instanceof ScoringOutcome.Unscorable unscorable
                    ? DeadLetter.again(letter, unscorable.reason())
                    : outbox.record(letter, outcome, Duration.ofNanos(System.nanoTime() - readAt));
            var unused = producer.send(record);
        }
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> letter : read) {
            offsets.put(partition(letter), new OffsetAndMetadata(letter.offset() + 1, letter.leaderEpoch(), ""));
        }
        producer.sendOffsetsToTransaction(offsets, consumer.groupMetadata());
        producer.commitTransaction();
        return new Replayed(scored, letters.size() - scored);
    }

    private boolean isOurs(ConsumerRecord<byte[], byte[]> letter) {
        Header topic = letter.headers().lastHeader(DeadLetter.TOPIC);
        return topic == null || !others.contains(new String(topic.value(), StandardCharsets.UTF_8));
    }

    private static TopicPartition partition(ConsumerRecord<byte[], byte[]> letter) {
        return new TopicPartition(letter.topic(), letter.partition());
    }
}
