package dendro.modelservice.kafka;

import dendro.problem.Problem;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * A message that cannot be scored, on its way to the dead letters: key, bytes and headers as they came, and why and
 * from where in further headers, all text in UTF-8.
 */
public final class DeadLetter {

    /** The {@linkplain dendro.problem.ProblemType#slug() type} of the problem. */
    public static final String REASON = "dendro-reason";

    /** A sentence that says what is wrong. */
    public static final String DETAIL = "dendro-detail";

    /** The topic the message was read from. */
    public static final String TOPIC = "dendro-topic";

    /** The partition it was read from. */
    public static final String PARTITION = "dendro-partition";

    /** Its offset there. */
    public static final String OFFSET = "dendro-offset";

    /** Present, with the size in bytes, if the message was too large to be carried on: it stays where it was read. */
    public static final String LEFT_OUT = "dendro-left-out";

    /** How often it was replayed and could not be scored again; absent if never. */
    public static final String REPLAYS = "dendro-replays";

    /** What Kafka takes by default, less what its framing and our headers need. */
    private static final int LARGEST = 1_000_000;

    private static final int LONGEST_DETAIL = 4_000;

    private DeadLetter() {}

    static ProducerRecord<byte[], byte[]> record(
            String deadLetters, ConsumerRecord<byte[], byte[]> message, Problem reason) {
        int size = size(message);
        ProducerRecord<byte[], byte[]> record = size > LARGEST
                ? new ProducerRecord<>(deadLetters, null)
                : new ProducerRecord<>(deadLetters, null, message.key(), message.value(), message.headers());
        Headers headers = record.headers();
        if (size > LARGEST) {
            add(headers, LEFT_OUT, Integer.toString(size));
        }
        add(headers, REASON, reason.type().slug());
        add(headers, DETAIL, shortened(reason.detail()));
        add(headers, TOPIC, message.topic());
        add(headers, PARTITION, Integer.toString(message.partition()));
        add(headers, OFFSET, Long.toString(message.offset()));
        return record;
    }

    /**
     * The same letter once more, as it still cannot be scored. One whose message was left out keeps its reason: the message
     * itself was not tried again.
     */
    static ProducerRecord<byte[], byte[]> again(ConsumerRecord<byte[], byte[]> letter, Problem reason) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(letter.topic(), null, letter.key(), letter.value(), letter.headers());
        Headers headers = record.headers();
        Header before = headers.lastHeader(REPLAYS);
        int replays = before == null ? 0 : Integer.parseInt(new String(before.value(), StandardCharsets.UTF_8));
        replace(headers, REPLAYS, Integer.toString(replays + 1));
        if (headers.lastHeader(LEFT_OUT) == null) {
            replace(headers, REASON, reason.type().slug());
            replace(headers, DETAIL, shortened(reason.detail()));
        }
        return record;
    }

    private static void replace(Headers headers, String name, String value) {
        headers.remove(name);
        add(headers, name, value);
    }

    private static int size(ConsumerRecord<byte[], byte[]> message) {
        int size = Math.max(message.serializedKeySize(), 0) + Math.max(message.serializedValueSize(), 0);
        for (Header header : message.headers()) {
            size += header.key().length() + (header.value() == null ? 0 : header.value().length);
        }
        return size;
    }

    private static String shortened(String detail) {
        return detail.length() <= LONGEST_DETAIL ? detail : detail.substring(0, LONGEST_DETAIL) + " ...";
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
