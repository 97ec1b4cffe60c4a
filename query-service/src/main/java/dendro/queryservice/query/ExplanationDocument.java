package dendro.queryservice.query;

import dendro.query.QueryExplanation;
import dendro.queryservice.format.Document;

/** The body of an answer of {@code POST /v1/query/explain}. */
final class ExplanationDocument {

    private ExplanationDocument() {}

    static Document of(QueryExplanation explanation, double elapsedMs) {
        Document document = new Document()
                .with("query", explanation.query())
                .with(
                        "phases",
                        explanation.phases().stream()
                                .map(phase -> phase(phase).members())
                                .toList())
                .with("phases-left-out", (long) explanation.phasesLeftOut())
                .with("row-count", explanation.rowCount())
                .with("cursor", explanation.cursor().basis())
                .with("elapsed-ms", elapsedMs);
        explanation.reads().ifPresent(reads -> document.with("reads", reads));
        return document;
    }

    private static Document phase(QueryExplanation.Phase phase) {
        return new Document()
                .with("schedule", phase.schedule())
                .with(
                        "clauses",
                        phase.clauses().stream()
                                .map(clause -> clause(clause).members())
                                .toList());
    }

    private static Document clause(QueryExplanation.Clause clause) {
        return new Document()
                .with("clause", clause.clause())
                .with("rows-in", clause.rowsIn())
                .with("rows-out", clause.rowsOut())
                .with("binds-in", clause.bindsIn())
                .with("binds-out", clause.bindsOut())
                .with("predicates", clause.predicates())
                .with("unbound", clause.unbound());
    }
}
