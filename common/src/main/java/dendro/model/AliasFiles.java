package dendro.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * {@code aliases.json} and {@code history.jsonl} of one model.
 *
 * <p>A change is first appended to the history, then made: no version ever scores under an alias without the
 * history saying so, even if the writer dies between the two.
 */
final class AliasFiles {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path aliases;
    private final Path history;

    AliasFiles(Path modelFolder) {
        this.aliases = modelFolder.resolve("aliases.json");
        this.history = modelFolder.resolve("history.jsonl");
    }

    SortedMap<String, Integer> read() throws IOException {
        try {
            return parsed(Files.readString(aliases));
        } catch (NoSuchFileException e) {
            return new TreeMap<>();
        } catch (JsonProcessingException | MetadataJson.DamagedJson e) {
            throw Damage.of(aliases, e);
        }
    }

    private static SortedMap<String, Integer> parsed(String text) throws JsonProcessingException {
        JsonNode json = JSON.readTree(text);
        SortedMap<String, Integer> versions = new TreeMap<>();
        json.fieldNames().forEachRemaining(alias -> versions.put(alias, MetadataJson.version(json, alias)));
        return versions;
    }

    /** For the holder of the writer lock only. */
    void apply(AliasChange change) throws IOException {
        DurableFiles.appendLine(history, JSON.writeValueAsBytes(json(change)));
        SortedMap<String, Integer> versions = read();
        versions.put(change.alias(), change.to());
        DurableFiles.replace(aliases, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(versions));
    }

    List<AliasChange> history() throws IOException {
        if (!Files.exists(history)) {
            return List.of();
        }
        String text = Files.readString(history, StandardCharsets.UTF_8);
        // What follows the last line end is being written, or was by a writer that died.
        String whole = text.substring(0, text.lastIndexOf('\n') + 1);
        List<AliasChange> changes = new ArrayList<>();
        try {
            for (String line : whole.lines().toList()) {
                changes.add(change(JSON.readTree(line)));
            }
        } catch (JsonProcessingException | MetadataJson.DamagedJson e) {
            throw Damage.of(history, e);
        }
        return changes;
    }

    private static ObjectNode json(AliasChange change) {
        ObjectNode json = JSON.createObjectNode();
        json.put("at", change.at().toString());
        json.put("who", change.who());
        json.put("alias", change.alias());
        change.from().ifPresent(from -> json.put("from", from));
        json.put("to", change.to());
        return json;
    }

    private static AliasChange change(JsonNode json) {
        return new AliasChange(
                MetadataJson.instant(json, "at"),
                MetadataJson.text(json, "who"),
                MetadataJson.text(json, "alias"),
                json.has("from") ? OptionalInt.of(MetadataJson.version(json, "from")) : OptionalInt.empty(),
                MetadataJson.version(json, "to"));
    }
}
