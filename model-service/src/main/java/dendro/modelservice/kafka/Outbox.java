package dendro.modelservice.kafka;

import dendro.message.FeaturesRead;
import dendro.message.ScoreMessage;
import dendro.modelservice.scoring.ScoringOutcome;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * What becomes of an outcome in Kafka.
 *
 * @param scores topic of scores
 * @param deadLetters topic of what cannot be scored
 * @param challenger topic of the challenger's scores, if there is one
 */
record Outbox(String scores, String deadLetters, Optional<String> challenger) {

    /** What Kafka takes by default, less what its framing needs. */
    private static final int LARGEST = 1_000_000;

    private static final double MICROSECONDS_OF_A_MILLISECOND = 1000;

    /** The record for an outcome whose message was read this long ago. */
    ProducerRecord<byte[], byte[]> record(
            ConsumerRecord<byte[], byte[]> message, ScoringOutcome outcome, Duration sinceRead) {
        return outcome.fold(
                scored -> score(scores, scored, sinceRead),
                unscorable -> DeadLetter.record(deadLetters, message, unscorable.reason()));
    }

    /** The record for what the challenger says of the same message, if it says something. */
    Optional<ProducerRecord<byte[], byte[]>> shadow(ScoringOutcome outcome, Duration sinceRead) {
        return challenger.flatMap(topic -> outcome.fold(
                scored -> scored.challenger().map(other -> score(topic, other, sinceRead)),
                unscorable -> Optional.empty()));
    }

    private ProducerRecord<byte[], byte[]> score(String topic, ScoringOutcome.Scored scored, Duration sinceRead) {
        byte[] key = scored.input().at().id().getBytes(StandardCharsets.UTF_8);
        byte[] value = message(scored, scored.features(), sinceRead).toJson();
        if (value.length > LARGEST) {
            FeaturesRead digest = new FeaturesRead(scored.features().digest(), Optional.empty());
            value = message(scored, digest, sinceRead).toJson();
        }
        return new ProducerRecord<>(topic, key, value);
    }

    private ScoreMessage message(ScoringOutcome.Scored scored, FeaturesRead features, Duration sinceRead) {
        double milliseconds = Math.round(sinceRead.toNanos() / 1000.0) / MICROSECONDS_OF_A_MILLISECOND;
        return new ScoreMessage(
                scored.input(),
                scored.score(),
                new ScoreMessage.Meta(
                        scored.model(), Integer.toString(scored.version()), milliseconds, scored.cursor(), features));
    }
}
