package dendro.savedqueries.statistics;

import java.time.Instant;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is counted of a run.
 *
 * @param query of which it was; none if its text was not saved
 * @param cause of a failure
 * @param elapsedMillis until there was an answer or a problem
 * @param rows of its answer
 */
record CountedRun(
        Instant startedAt,
        @Nullable UUID query,
        String person,
        Result result,
        @Nullable String cause,
        OptionalLong elapsedMillis,
        OptionalLong rows) {

    /** As far as it is counted. */
    enum Result {
        ANSWERED(1),
        FAILED(2),
        OTHER(0);

        private final int code;

        Result(int code) {
            this.code = code;
        }

        /** By which it stands in what is packed, for ever. */
        int code() {
            return code;
        }

        static Result of(String outcome) {
            return switch (outcome) {
                case "answered" -> ANSWERED;
                case "failed" -> FAILED;
                default -> OTHER;
            };
        }
    }
}
