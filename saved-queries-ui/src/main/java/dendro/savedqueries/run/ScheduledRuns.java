package dendro.savedqueries.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dendro.problem.ProblemException;
import dendro.savedqueries.queryservice.Asker;
import dendro.savedqueries.queryservice.Identity;
import dendro.savedqueries.queryservice.Refused;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/** Runs of saved queries for which it is time, as far as schedules have to know them. */
public final class ScheduledRuns {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final RunStore store;
    private final Runs runs;
    private final Questions questions;
    private final KeptResults kept;
    private final int mostBytes;

    /**
     * Runs.
     *
     * @param mostBytes of an answer that is looked into
     */
    ScheduledRuns(RunStore store, Runs runs, Questions questions, KeptResults kept, int mostBytes) {
        this.store = store;
        this.runs = runs;
        this.questions = questions;
        this.kept = kept;
        this.mostBytes = mostBytes;
    }

    /**
     * What a run came to.
     *
     * @param answer {@code columns}, {@code row-count} and {@code digest}, and {@code rows} unless there are too many
     * @param digestBefore of the schedule's answer before
     * @param query the name of the query
     */
    public record Done(JsonNode answer, Optional<String> digestBefore, String query) {}

    /**
     * Runs a saved query and keeps so many results of its schedule.
     *
     * @param run the id of the run
     * @throws ProblemException if it cannot be begun, or the query-service does not answer
     * @throws Refused what the query-service said instead of an answer
     */
    public Done run(
            UUID run, UUID schedule, UUID query, OptionalInt version, ObjectNode parameters, int keep, Identity who) {
        RunRequest request = new RunRequest(
                run,
                Optional.of(query),
                version,
                Optional.empty(),
                Optional.empty(),
                JsonNodeFactory.instance.nullNode(),
                JsonNodeFactory.instance.arrayNode(),
                parameters,
                JsonNodeFactory.instance.nullNode(),
                OptionalInt.empty(),
                false);
        Run.Asked asked = questions.asked(request, RunKind.SCHEDULE, Optional.of(schedule), who);
        try (RunUnderWay underWay = runs.query(asked, who, Asker.PATIENT)) {
            byte[] begin = underWay.body().readNBytes(mostBytes + 1);
            var unused = underWay.handOn(
                    new SequenceInputStream(new ByteArrayInputStream(begin), underWay.body()),
                    OutputStream.nullOutputStream());
            kept.keepNewest(schedule, keep);
            return new Done(
                    begin.length <= mostBytes ? MAPPER.readTree(begin) : head(underWay.head()),
                    store.digestBefore(schedule, run),
                    asked.subject().name().orElse(""));
        } catch (IOException e) {
            throw new UncheckedIOException("The answer of the run " + run + " broke off.", e);
        }
    }

    private static JsonNode head(AnswerHead head) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        head.rows().ifPresent(rows -> json.put("row-count", rows));
        head.digest().ifPresent(digest -> json.put("digest", digest));
        return json;
    }
}
