package dendro.queryservice.query;

import clojure.lang.Keyword;
import dendro.cursor.ResolvedCursor;
import dendro.query.Answer;
import dendro.query.Evolution;
import dendro.queryapi.ProblemJson;
import dendro.queryservice.format.AnswerText;
import dendro.queryservice.format.ColumnKind;
import dendro.queryservice.format.Document;
import dendro.queryservice.format.Format;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An evolution, to be written.
 *
 * @param evolution at least one point
 * @param columns of each point's rows
 * @param elapsedMillis since the request came
 */
record EvolutionText(Evolution evolution, List<String> columns, double elapsedMillis) {

    private static final String AS_OF = "as-of";

    /** How many rows there are, at all instants together. */
    long rows() {
        return evolution.answers().stream()
                .mapToLong(answer -> answer.rows().size())
                .sum();
    }

    /** As one tree. */
    Document document(Format format) {
        return new Document()
                .with("columns", columns)
                .with("types", types(format))
                .with(
                        "points",
                        evolution.points().stream().map(EvolutionText::point).toList())
                .with("warnings", List.copyOf(warnings()))
                .with("elapsed-ms", elapsedMillis);
    }

    private List<Object> types(Format format) {
        List<List<Object>> all = new ArrayList<>();
        evolution.answers().forEach(answer -> all.addAll(answer.rows()));
        List<Object> types = new ArrayList<>();
        for (ColumnKind kind : ColumnKind.of(columns.size(), all)) {
            types.add(format == Format.EDN ? Keyword.intern(null, kind.label()) : kind.label());
        }
        return types;
    }

    private static Map<Keyword, Object> point(Evolution.Point point) {
        Document document = new Document().with(AS_OF, Date.from(point.asOf()));
        if (point instanceof Evolution.Point.Answered answered) {
            Answer answer = answered.answer();
            Map<Keyword, Object> cursor = new LinkedHashMap<>();
            answer.cursor().basis().forEach((database, t) -> cursor.put(Keyword.intern(null, database), t));
            return document.with("cursor", cursor)
                    .with("rows", answer.rows())
                    .with("row-count", answer.rowCount())
                    .with("digest", answer.digest())
                    .members();
        }
        return document.with("problem", ProblemJson.write(((Evolution.Point.NotReached) point).problem()))
                .members();
    }

    private Set<String> warnings() {
        Set<String> warnings = new LinkedHashSet<>();
        evolution.answers().forEach(answer -> warnings.addAll(answer.warnings()));
        return warnings;
    }

    /**
     * As one table, each row with its instant before it.
     *
     * @throws dendro.problem.ProblemException {@code cursor-not-reached}, for which a table has no place
     */
    AnswerText table() {
        evolution.problem().ifPresent(problem -> {
            throw problem.exception();
        });
        List<String> names = new ArrayList<>(List.of(AS_OF));
        names.addAll(columns);
        List<List<Object>> rows = new ArrayList<>();
        long count = 0;
        for (Evolution.Point point : evolution.points()) {
            Answer answer = ((Evolution.Point.Answered) point).answer();
            count += answer.rowCount();
            for (List<Object> row : answer.rows()) {
                List<Object> dated = new ArrayList<>(List.of(Date.from(point.asOf())));
                dated.addAll(row);
                rows.add(dated);
            }
        }
        return AnswerText.of(
                new Answer(names, rows, count, ResolvedCursor.of(Map.of()), "", List.copyOf(warnings())),
                elapsedMillis);
    }
}
