package dendro.demo.simulator;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * A purchase that has been transacted.
 *
 * @param id of the purchase
 * @param cents its amount
 * @param merchant the merchant's name
 * @param timestamp instant of its transaction, in milliseconds
 */
public record MadePurchase(String id, long cents, String merchant, Instant timestamp) {

    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    /** The message that producers send: {@code {"purchase": {"id": .., "amount": .., ..}}}, in UTF-8. */
    public byte[] message() {
        ObjectNode message = JsonNodeFactory.instance.objectNode();
        message.putObject("purchase")
                .put("id", id)
                .put("amount", Long.toString(cents))
                .put("merchant", merchant)
                .put(
                        "purchase-date",
                        timestamp.atOffset(ZoneOffset.UTC).toLocalDate().toString())
                .put("timestamp", MILLIS.format(timestamp));
        return message.toString().getBytes(StandardCharsets.UTF_8);
    }
}
