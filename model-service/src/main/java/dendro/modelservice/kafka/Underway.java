package dendro.modelservice.kafka;

import dendro.modelservice.scoring.ScoringOutcome;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** A message between being read and being committed. For the loop's thread, but what never changes. */
final class Underway {

    private static final byte[] NOTHING = new byte[0];

    private final Lane lane;
    private final ConsumerRecord<byte[], byte[]> record;
    private final long readAt;
    private Optional<ScoringOutcome> outcome = Optional.empty();
    private OptionalLong tooEarlySince = OptionalLong.empty();

    Underway(Lane lane, ConsumerRecord<byte[], byte[]> record, long readAt) {
        this.lane = lane;
        this.record = record;
        this.readAt = readAt;
    }

    ConsumerRecord<byte[], byte[]> record() {
        return record;
    }

    TopicPartition partition() {
        return new TopicPartition(record.topic(), record.partition());
    }

    /** A record without a value (a tombstone) reads as an empty message. */
    byte[] content() {
        return record.value() == null ? NOTHING : record.value();
    }

    /** How much of a lane's room it takes. */
    int bytes() {
        return (record.key() == null ? 0 : record.key().length) + content().length;
    }

    Duration sinceRead(long now) {
        return Duration.ofNanos(now - readAt);
    }

    /** It was asked about too early. Answers how long ago that happened first. */
    Duration tooEarly(long now) {
        tooEarlySince = OptionalLong.of(tooEarlySince.orElse(now));
        return Duration.ofNanos(now - tooEarlySince.getAsLong());
    }

    /** Whether its partition is still this service's; otherwise it is nobody's any more. */
    boolean isOurs() {
        return lane.isOpen();
    }

    Optional<ScoringOutcome> outcome() {
        return outcome;
    }

    void finished(ScoringOutcome what) {
        outcome = Optional.of(what);
    }
}
