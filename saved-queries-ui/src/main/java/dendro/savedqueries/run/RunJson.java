package dendro.savedqueries.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dendro.savedqueries.queryservice.Identity;
import java.util.Optional;
import java.util.UUID;

/** A run as the page is shown it. */
final class RunJson {

    private RunJson() {}

    /**
     * A run as somebody may see it. From a digest a value can be guessed, by trying, where there are few that it could be: it
     * is shown to those alone who could have had the answer.
     */
    static ObjectNode write(Run run, Identity who) {
        boolean mayHaveAnswer = who.lacks(run.asked().roles()).isEmpty();
        Run.Asked asked = run.asked();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", asked.id().toString());
        json.put("query", text(asked.subject().query()));
        asked.subject()
                .version()
                .ifPresentOrElse(version -> json.put("version", version), () -> json.putNull("version"));
        json.put("query-name", asked.subject().name().orElse(null));
        json.put("person", asked.person());
        json.put("kind", asked.kind().label());
        json.put("of", text(asked.of()));
        json.put("schedule", text(asked.schedule()));
        json.put("text", asked.sent().text());
        json.set("args", asked.sent().args());
        json.set("sources", asked.sent().sources().isObject() ? asked.sent().sources() : NullNode.getInstance());
        json.set("parameters", asked.parameters());
        json.set("cursor", asked.cursor());
        json.set("resolved-cursor", run.resolvedCursor().orElse(NullNode.getInstance()));
        run.rows().ifPresentOrElse(rows -> json.put("rows", rows), () -> json.putNull("rows"));
        json.put("digest", run.digest().filter(digest -> mayHaveAnswer).orElse(null));
        json.put("started-at", asked.startedAt().toString());
        run.elapsedMillis().ifPresentOrElse(millis -> json.put("elapsed-ms", millis), () -> json.putNull("elapsed-ms"));
        json.put("outcome", run.outcome().label());
        json.set("problem", run.problem().<JsonNode>map(problem -> problem).orElse(NullNode.getInstance()));
        json.put("kept", run.kept());
        return json;
    }

    private static @org.jspecify.annotations.Nullable String text(Optional<UUID> id) {
        return id.map(UUID::toString).orElse(null);
    }
}
