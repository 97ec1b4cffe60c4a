package dendro.savedqueries.run;

import dendro.problem.Problem;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import java.text.Normalizer;
import java.util.Locale;

/**
 * A format in which answers can be had as a file.
 *
 * @param accept its media type
 * @param extension of the file's name
 */
record Download(String accept, String extension) {

    private static final int LONGEST_NAME = 60;

    /**
     * The format of a name.
     *
     * @param spreadsheet whether CSV is made safe to be opened in a spreadsheet
     * @throws ProblemException {@code request-invalid} if there is none
     */
    static Download of(String format, boolean spreadsheet) {
        return switch (format) {
            case "csv" -> new Download(spreadsheet ? "text/csv;spreadsheet=true" : "text/csv", "csv");
            case "arrow" -> new Download("application/vnd.apache.arrow.stream", "arrows");
            case "edn" -> new Download("application/edn", "edn");
            default ->
                throw new Problem(ProblemType.REQUEST_INVALID, "A download is csv, arrow or edn, not '" + format + "'.")
                        .exception();
        };
    }

    /** A name of plain letters, which every header and every file system takes. */
    String fileName(Run run) {
        String name = Normalizer.normalize(run.asked().subject().name().orElse("query"), Normalizer.Form.NFD)
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\p{M}", "")
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        String cut = name.substring(0, Math.min(name.length(), LONGEST_NAME));
        return (cut.isEmpty() ? "query" : cut) + "-" + run.id().toString().substring(0, 8) + "." + extension;
    }
}
