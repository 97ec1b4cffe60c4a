package dendro.queryservice.format;

import dendro.problem.Problem;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import dendro.query.Answer;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The answer to a query, with what is to be known to write it.
 *
 * @param answer rows and all
 * @param kinds of its columns
 * @param elapsedMillis since the request came
 */
public record AnswerText(Answer answer, List<ColumnKind> kinds, double elapsedMillis) {

    private static final int LONGEST_HEADER = 2048;

    /** What answers to queries are offered in. */
    public static final List<Format> OFFERED = ArrowAnswer.isPossible()
            ? List.of(Format.JSON, Format.EDN, Format.CSV, Format.ARROW)
            : List.of(Format.JSON, Format.EDN, Format.CSV);

    /** An answer to write. */
    public static AnswerText of(Answer answer, double elapsedMillis) {
        return new AnswerText(answer, ColumnKind.of(answer.columns().size(), answer.rows()), elapsedMillis);
    }

    /** The media type in which {@link #write} writes. */
    public static MediaType mediaType(Format.Choice choice) {
        if (choice.format() == Format.CSV) {
            return new MediaType(
                    "text",
                    "csv",
                    CsvAnswer.isForSpreadsheets(choice)
                            ? Map.of("charset", "utf-8", "header", "present", CsvAnswer.SPREADSHEET, "true")
                            : Map.of("charset", "utf-8", "header", "present"));
        }
        return choice.format().mediaType();
    }

    /** What is to be known of the answer whatever the format; CSV has no other place for it. */
    public Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Dendro-Types", String.join(",", labels()));
        headers.put("Dendro-Row-Count", Long.toString(answer.rowCount()));
        headers.put("Dendro-Cursor", JsonText.of(answer.cursor().basis()));
        headers.put("Dendro-Digest", answer.digest());
        headers.put("Dendro-Warnings", JsonText.of(answer.warnings()));
        headers.replaceAll((name, value) -> value.length() <= LONGEST_HEADER ? value : "too long for a header");
        return headers;
    }

    /**
     * Refuses an answer that would be too large, before it is sent.
     *
     * @throws dendro.problem.ProblemException {@code too-large}
     */
    public void requireAtMost(long bytes, Format.Choice choice) {
        try {
            if (!AnswerSize.isAtMost(bytes, this, choice)) {
                throw tooLarge(bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ProblemException tooLarge(long bytes) {
        return new Problem(
                        ProblemType.TOO_LARGE,
                        "The answer would hold more than " + bytes + " bytes; ask for fewer rows by 'limit'.")
                .exception();
    }

    /** Writes the answer, row by row, and flushes; the stream stays open. */
    public void write(Format.Choice choice, OutputStream out) throws IOException {
        switch (choice.format()) {
            case JSON -> JsonAnswer.write(this, out);
            case EDN -> EdnAnswer.write(this, out);
            case CSV -> CsvAnswer.write(this, CsvAnswer.isForSpreadsheets(choice), out);
            case ARROW -> ArrowAnswer.write(this, out);
            case LINES -> throw new IllegalArgumentException("Answers are not offered as lines.");
        }
    }

    List<String> labels() {
        return kinds.stream().map(ColumnKind::label).toList();
    }
}
