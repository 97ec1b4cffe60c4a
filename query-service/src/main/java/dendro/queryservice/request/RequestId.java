package dendro.queryservice.request;

import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The id of a request: the caller's own, if it sends one that may stand in a log, else a new one. */
final class RequestId {

    /** The header of request and answer. */
    static final String HEADER = "Dendro-Request-Id";

    private static final Pattern FIT_FOR_LOGS = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private RequestId() {}

    static String of(@Nullable String sent) {
        return sent != null && FIT_FOR_LOGS.matcher(sent).matches()
                ? sent
                : UUID.randomUUID().toString();
    }
}
