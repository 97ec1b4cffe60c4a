package dendro.savedqueries.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What came of a run.
 *
 * @param outcome never {@code RUNNING}, of a run that has ended
 * @param cursor with which the same question has the same answer
 * @param rows of the whole answer
 * @param digest of the whole answer
 * @param types of the answer's columns
 * @param elapsedMillis until the answer began to come, or the problem was known
 * @param problem why there is no answer
 * @param result the answer, gzipped, if it was small enough to be kept
 */
record RunEnd(
        Outcome outcome,
        Optional<JsonNode> cursor,
        OptionalLong rows,
        Optional<String> digest,
        List<String> types,
        OptionalLong elapsedMillis,
        Optional<JsonNode> problem,
        Optional<byte[]> result) {

    RunEnd {
        types = List.copyOf(types);
    }

    static RunEnd answered(AnswerHead head, long elapsedMillis, Optional<byte[]> result) {
        return new RunEnd(
                Outcome.ANSWERED,
                head.cursor(),
                head.rows(),
                head.digest(),
                head.types(),
                OptionalLong.of(elapsedMillis),
                Optional.empty(),
                result);
    }

    static RunEnd without(Outcome outcome, long elapsedMillis, JsonNode problem) {
        return new RunEnd(
                outcome,
                Optional.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                List.of(),
                OptionalLong.of(elapsedMillis),
                Optional.of(problem),
                Optional.empty());
    }
}
