package dendro.savedqueries.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dendro.problem.Problem;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import dendro.savedqueries.problem.ProblemMapper;
import dendro.savedqueries.queryservice.Asker;
import dendro.savedqueries.queryservice.Identity;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/** Answers as they are sent to the page: streams, to which the run is added once it has ended. */
final class Answers {

    /** Two results are taken apart in memory for each. */
    private static final int COMPARISONS_AT_ONCE = 2;

    private static final int MOST_DIFFERENCES = 1000;

    private final Results results;
    private final int comparedBytes;
    private final Semaphore comparing = new Semaphore(COMPARISONS_AT_ONCE);

    Answers(Results results, int comparedBytes) {
        this.results = results;
        this.comparedBytes = comparedBytes;
    }

    /** The answer itself. */
    Response plain(RunUnderWay underWay, Identity who) {
        return streamed(out -> {
            try (underWay) {
                Run run = underWay.handOn(underWay.body(), out);
                end(out, run, who);
            }
        });
    }

    /** Whether an answer is that of a run before, why it is not, what is different, and the answer. */
    Response reproduced(Run before, RunUnderWay underWay, Identity who) {
        return streamed(out -> {
            try (underWay) {
                reproduce(before, underWay, who, out);
            }
        });
    }

    private void reproduce(Run before, RunUnderWay underWay, Identity who, OutputStream out) throws IOException {
        AnswerHead head = underWay.head();
        boolean identical = head.digest().isPresent() && head.digest().equals(before.digest());
        List<String> reasons = new ArrayList<>();
        Optional<ObjectNode> difference = Optional.empty();
        InputStream body = underWay.body();
        if (!identical) {
            reasons.addAll(Reasons.of(
                    head.warnings(),
                    Optional.of(before.types()),
                    head.types(),
                    who.lacks(before.asked().roles())));
            byte[] begin = body.readNBytes(comparedBytes + 1);
            body = new SequenceInputStream(new ByteArrayInputStream(begin), body);
            difference = begin.length > comparedBytes ? Optional.empty() : difference(before, begin, who);
            if (difference.isEmpty()) {
                reasons.add("What is different cannot be shown: the result of the run is not kept, or too large, or not"
                        + " for you to see.");
            }
        }
        String verdict = Reproduction.verdict(identical, reasons, difference).toString();
        write(out, verdict.substring(0, verdict.length() - 1) + ",\"answer\":");
        Run run = underWay.handOn(body, out);
        write(out, "}");
        end(out, run, who);
    }

    private Optional<ObjectNode> difference(Run before, byte[] now, Identity who) throws IOException {
        Optional<InputStream> then = results.kept(before, who);
        if (then.isEmpty()) {
            return Optional.empty();
        }
        try (InputStream kept = then.get()) {
            return Optional.of(oneOfFew(() -> Reproduction.comparison(
                    ResultTable.read(kept, comparedBytes),
                    ResultTable.read(new ByteArrayInputStream(now), comparedBytes),
                    MOST_DIFFERENCES)));
        } catch (ProblemException e) {
            return Optional.empty();
        }
    }

    /**
     * Two runs row by row.
     *
     * @throws ProblemException if one cannot be read, or is too large
     */
    ObjectNode compared(Run a, Run b, Identity who, Asker asker) throws IOException {
        return oneOfFew(() -> Reproduction.comparison(table(a, who, asker), table(b, who, asker), MOST_DIFFERENCES));
    }

    private ResultTable table(Run run, Identity who, Asker asker) throws IOException {
        Results.requireAnswered(run);
        try (Results.Opened opened = results.any(run, who, asker)) {
            return ResultTable.read(opened.json(), comparedBytes);
        }
    }

    @FunctionalInterface
    private interface Compared {
        ObjectNode get() throws IOException;
    }

    private ObjectNode oneOfFew(Compared work) throws IOException {
        if (!comparing.tryAcquire()) {
            throw new Problem(ProblemType.OVERLOADED, "Other results are being compared. Try again in a moment.")
                    .with(ProblemMapper.RETRY_AFTER, "1")
                    .exception();
        }
        try {
            return work.get();
        } finally {
            comparing.release();
        }
    }

    /** A result as the query-service answered it, and the run that it is of. */
    Response result(Run run, Results.Opened opened, Identity who) {
        return streamed(out -> {
            try (opened) {
                var unused = AnswerRelay.handOn(opened.json(), out, 0);
                end(out, run, who);
            }
        });
    }

    private static Response streamed(StreamingOutput output) {
        return Response.ok(output, MediaType.APPLICATION_JSON_TYPE).build();
    }

    private static void end(OutputStream out, Run run, Identity who) throws IOException {
        write(out, ",\"run\":" + RunJson.write(run, who) + "}");
        out.flush();
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
