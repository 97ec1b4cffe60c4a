package dendro.message;

import dendro.features.EntityAt;

/**
 * Reads messages of the form {@code {"<key>": {"id": .., "timestamp": .., ..}}}; whatever else they hold is
 * ignored. Stateless but for the key; safe for use by several threads.
 */
public final class TriggerMessageReader {

    private final String key;

    /** A reader of messages with this top-level key, as in {@code purchase}. */
    public TriggerMessageReader(String key) {
        this.key = key;
    }

    /**
     * One message.
     *
     * @param message JSON in UTF-8
     * @throws dendro.problem.ProblemException {@code request-invalid} with a sentence that names what is wrong
     */
    public TriggerMessage read(byte[] message) {
        JsonObject content = JsonObject.parse(message).object(key);
        return new TriggerMessage(key, new EntityAt(content.name("id"), content.instant("timestamp")));
    }
}
