package dendro.queryservice.request;

import org.slf4j.MDC;

/** What every log line of a request says beside its message, for those who print or search it. */
enum LogContext {
    /** The id under which the lines of one request are found. */
    REQUEST_ID("request-id"),
    /** The template of the path. */
    ENDPOINT("endpoint"),
    /** Who asks. */
    CALLER("caller"),
    /** By which id the query can be cancelled. */
    QUERY_ID("query-id");

    private final String key;

    LogContext(String key) {
        this.key = key;
    }

    void put(String value) {
        MDC.put(key, value);
    }

    static void clear() {
        for (LogContext each : values()) {
            MDC.remove(each.key);
        }
    }
}
