package dendro.savedqueries.run;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import dendro.savedqueries.procedure.SavedProcedures;
import dendro.savedqueries.savedquery.Content;
import dendro.savedqueries.savedquery.ProcedureUse;
import dendro.savedqueries.savedquery.SavedQueries;
import dendro.savedqueries.savedquery.SavedVersion;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;

/** Texts from where they are saved. Versions never change, so a run needs no more than its own. */
final class StoredTexts implements SavedTexts {

    private final SavedQueries queries;
    private final SavedProcedures procedures;

    StoredTexts(SavedQueries queries, SavedProcedures procedures) {
        this.queries = queries;
        this.procedures = procedures;
    }

    @Override
    public SavedText query(UUID query, OptionalInt version) {
        SavedVersion saved = version.isPresent() ? queries.version(query, version.getAsInt()) : queries.newest(query);
        Content content = saved.draft().content();
        return new SavedText(
                query,
                saved.version(),
                saved.draft().name(),
                content.text(),
                content.parameters(),
                content.sources().orElse(NullNode.getInstance()),
                uses(content));
    }

    private static ArrayNode uses(Content content) {
        ArrayNode uses = JsonNodeFactory.instance.arrayNode();
        for (ProcedureUse use : content.procedures()) {
            uses.addObject().put("name", use.name()).put("version", use.version());
        }
        return uses;
    }

    @Override
    public String rules(String procedure, int version) {
        return procedures.rules(List.of(new ProcedureUse(procedure, version))).get(0);
    }
}
