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
 * @param model name of the model
 * @param version of the model
 */
record Outbox(String scores, String deadLetters, String model, int version) {

    /** What Kafka takes by default, less what its framing needs. */
    private static final int LARGEST = 1_000_000;

    private static final double MICROSECONDS_OF_A_MILLISECOND = 1000;

    /** The record for an outcome whose message was read this long ago. */
    ProducerRecord<byte[], byte[]> record(
            ConsumerRecord<byte[], byte[]> message, ScoringOutcome outcome, Duration sinceRead) {
        return outcome.fold(
                scored -> score(scored, sinceRead),
                unscorable -> DeadLetter.record(deadLetters, message, unscorable.reason()));
    }

    private ProducerRecord<byte[], byte[]> score(ScoringOutcome.Scored scored, Duration sinceRead) {
        byte[] key = scored.input().at().id().getBytes(StandardCharsets.UTF_8);
        byte[] value = message(scored, scored.features(), sinceRead).toJson();
        if (value.length > LARGEST) {
            FeaturesRead digest = new FeaturesRead(scored.features().digest(), Optional.empty());
            value = message(scored, digest, sinceRead).toJson();
        }
        return new ProducerRecord<>(scores, key, value);
    }

    private ScoreMessage message(ScoringOutcome.Scored scored, FeaturesRead features, Duration sinceRead) {
        double milliseconds = Math.round(sinceRead.toNanos() / 1000.0) / MICROSECONDS_OF_A_MILLISECOND;
        return new ScoreMessage(
                scored.input(),
                scored.score(),
                new ScoreMessage.Meta(model, Integer.toString(version), milliseconds, scored.cursor(), features));
    }
}
