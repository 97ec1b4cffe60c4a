package dendro.modelservice.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dendro.modelservice.scoring.ScoringOutcome;
import dendro.problem.Problem;
import dendro.problem.ProblemType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class LanesTest {

    private static final ScoringOutcome DONE =
            new ScoringOutcome.Unscorable(new Problem(ProblemType.REQUEST_INVALID, "As good as a score."));

    private static final int CAPACITY = 10;
    private static final int PARTITIONS = 3;

    /** Whatever is asked about, finished, given back and made to wait in whatever order. */
    @Property(tries = 200)
    void everyPartitionIsCommittedInOrderAndWhole(@ForAll long seed) {
        Random random = new Random(seed);
        Lanes lanes = new Lanes(CAPACITY);
        Map<Integer, Integer> read = new TreeMap<>();
        Map<Integer, List<Long>> committed = new TreeMap<>();
        List<List<Underway>> inFlight = new ArrayList<>();

        for (int step = 0; step < 400; step++) {
            boolean lastSteps = step >= 300;
            if (!lastSteps) {
                int partition = random.nextInt(PARTITIONS);
                if (!lanes.full().contains(partition(partition))) {
                    int offset = read.merge(partition, 1, Integer::sum) - 1;
                    lanes.add(List.of(record(partition, offset)), step);
                }
            }
            inFlight.add(random.nextBoolean() ? lanes.nextFresh(4) : lanes.nextWaiting(4, step));
            List<Underway> batch = inFlight.remove(random.nextInt(inFlight.size()));
            if (!lastSteps && random.nextInt(4) == 0) {
                lanes.giveBack(batch);
            } else {
                for (Underway message : batch) {
                    if (!lastSteps && random.nextInt(4) == 0) {
                        lanes.letWait(message, step + 10);
                    } else {
                        message.finished(DONE);
                    }
                }
            }
            List<Underway> finished = lanes.finished(1 + random.nextInt(5));
            finished.forEach(message -> committed
                    .computeIfAbsent(message.record().partition(), unused -> new ArrayList<>())
                    .add(message.record().offset()));
            lanes.leave(finished);
        }
        inFlight.forEach(batch -> batch.forEach(message -> message.finished(DONE)));
        List<Underway> rest = lanes.finished(Integer.MAX_VALUE);
        rest.forEach(message -> committed
                .computeIfAbsent(message.record().partition(), unused -> new ArrayList<>())
                .add(message.record().offset()));

        read.forEach((partition, count) -> assertThat(committed.get(partition))
                .containsExactlyElementsOf(
                        IntStream.range(0, count).mapToObj(Long::valueOf).toList()));
    }

    @Test
    void unfinishedMessage_holdsUpItsPartitionAlone() {
        Lanes lanes = new Lanes(CAPACITY);
        lanes.add(List.of(record(0, 0), record(0, 1), record(1, 0)), 0);
        List<Underway> batch = lanes.nextFresh(3);

        batch.get(1).finished(DONE);
        batch.get(2).finished(DONE);

        assertThat(lanes.finished(10)).containsExactly(batch.get(2));
    }

    @Test
    void partitionGivenAway_isNeitherAskedAboutNorCommitted() {
        Lanes lanes = new Lanes(CAPACITY);
        lanes.add(List.of(record(0, 0), record(0, 1), record(0, 2), record(1, 0)), 0);
        List<Underway> batch = lanes.nextFresh(2);
        lanes.letWait(batch.get(1), 5);

        lanes.drop(List.of(partition(0)));
        batch.get(0).finished(DONE);

        assertThat(lanes.finished(10)).isEmpty();
        assertThat(lanes.nextWaiting(10, 5)).isEmpty();
        assertThat(lanes.nextFresh(10))
                .extracting(message -> message.record().partition())
                .containsExactly(1);
    }

    @Test
    void lane_isFullByMessagesAndByBytes() {
        Lanes lanes = new Lanes(CAPACITY);
        for (int offset = 0; offset < CAPACITY; offset++) {
            lanes.add(List.of(record(0, offset)), 0);
        }
        for (int offset = 0; offset < 5; offset++) {
            lanes.add(List.of(new ConsumerRecord<>("purchases", 1, offset, new byte[0], new byte[1 << 20])), 0);
        }
        lanes.add(List.of(record(2, 0)), 0);

        assertThat(lanes.full()).containsExactlyInAnyOrder(partition(0), partition(1));
        assertThat(lanes.withRoom()).containsExactly(partition(2));
    }

    private static TopicPartition partition(int number) {
        return new TopicPartition("purchases", number);
    }

    private static ConsumerRecord<byte[], byte[]> record(int partition, long offset) {
        return new ConsumerRecord<>("purchases", partition, offset, new byte[0], "{}".getBytes(StandardCharsets.UTF_8));
    }
}
