package dendro.modelservice.kafka;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * All messages under way. It decides, and does no input or output: what is to be asked about next, what may be committed,
 * which partitions are to be paused.
 *
 * <ol>
 *   <li>What is committed of a partition is a prefix of what was read of it: a message that is not finished holds up those
 *       behind it, and no other partition.
 *   <li>A lane that is full is not read into. The number of messages is bounded by the lanes'.
 *   <li>A message whose partition was given away is neither asked about nor committed any more.
 * </ol>
 *
 * <p>For the loop's thread.
 */
final class Lanes {

    private record Waiting(Underway message, long until) {}

    private final int capacity;
    private final Map<TopicPartition, Lane> lanes = new HashMap<>();

    /** Not asked about yet, in the order in which they were read. */
    private final Deque<Underway> fresh = new ArrayDeque<>();

    /** Asked about too early, the first to be asked about again in front. */
    private final Deque<Waiting> waiting = new ArrayDeque<>();

    /**
     * No messages.
     *
     * @param capacity of each lane
     */
    Lanes(int capacity) {
        this.capacity = capacity;
    }

    void add(Iterable<ConsumerRecord<byte[], byte[]>> records, long now) {
        for (ConsumerRecord<byte[], byte[]> record : records) {
            TopicPartition partition = new TopicPartition(record.topic(), record.partition());
            Lane lane = lanes.computeIfAbsent(partition, unused -> new Lane(capacity));
            fresh.addLast(lane.add(record, now));
        }
    }

    /** The next to be asked about; they are the caller's to finish, to give back or to let wait. */
    List<Underway> nextFresh(int most) {
        List<Underway> batch = new ArrayList<>();
        while (batch.size() < most && !fresh.isEmpty()) {
            Underway message = fresh.removeFirst();
            if (message.isOurs()) {
                batch.add(message);
            }
        }
        return batch;
    }

    /** The next to be asked about again, likewise. */
    List<Underway> nextWaiting(int most, long now) {
        List<Underway> batch = new ArrayList<>();
        while (batch.size() < most && !waiting.isEmpty() && waiting.getFirst().until() - now <= 0) {
            Underway message = waiting.removeFirst().message();
            if (message.isOurs()) {
                batch.add(message);
            }
        }
        return batch;
    }

    /** Nothing came of asking about these; they are asked about first. */
    void giveBack(List<Underway> batch) {
        for (int i = batch.size() - 1; i >= 0; i--) {
            fresh.addFirst(batch.get(i));
        }
    }

    /** It was too early to ask about this one. Times to wait are the same for all, so the order stays. */
    void letWait(Underway message, long until) {
        waiting.addLast(new Waiting(message, until));
    }

    boolean hasFresh() {
        return !fresh.isEmpty();
    }

    /** How many nobody has been asked about, with some that are not ours any more. */
    int fresh() {
        return fresh.size();
    }

    /** How many wait for their moment. */
    int waiting() {
        return waiting.size();
    }

    /** How many there are. */
    int size() {
        return lanes.values().stream().mapToInt(Lane::size).sum();
    }

    /** How many there are of a partition. */
    int size(TopicPartition partition) {
        Lane lane = lanes.get(partition);
        return lane == null ? 0 : lane.size();
    }

    /** What may be committed, in order within each partition. */
    List<Underway> finished(int most) {
        List<Underway> finished = new ArrayList<>();
        for (Lane lane : lanes.values()) {
            finished.addAll(lane.finished(most - finished.size()));
        }
        return finished;
    }

    /** These have been committed. */
    void leave(List<Underway> finished) {
        finished.stream()
                .collect(Collectors.groupingBy(Underway::partition, Collectors.summingInt(message -> 1)))
                .forEach((partition, count) -> lane(partition).leave(count));
    }

    private Lane lane(TopicPartition partition) {
        Lane lane = lanes.get(partition);
        if (lane == null) {
            throw new IllegalStateException("There is no lane of " + partition + ".");
        }
        return lane;
    }

    /** These partitions are another service's now. */
    void drop(Collection<TopicPartition> partitions) {
        for (TopicPartition partition : partitions) {
            Lane lane = lanes.remove(partition);
            if (lane != null) {
                lane.close();
            }
        }
    }

    Set<TopicPartition> full() {
        return those(Lane::isFull);
    }

    Set<TopicPartition> withRoom() {
        return those(Lane::hasRoom);
    }

    private Set<TopicPartition> those(Predicate<Lane> wanted) {
        return lanes.entrySet().stream()
                .filter(entry -> wanted.test(entry.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }
}
