package dendro.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dendro.blackbox.BlackboxFile;
import dendro.blackbox.BlackboxKind;
import dendro.blackbox.Encoder;
import dendro.cursor.ResolvedCursor;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.SortedMap;
import java.util.TreeMap;

/** {@link ModelMetadata} as JSON with kebab-case keys, both ways. */
final class MetadataJson {

    private MetadataJson() {}

    static ObjectNode write(ModelMetadata metadata) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("name", metadata.name());
        json.put("version", metadata.version());
        json.put("created", metadata.created().toString());
        json.putObject("feature-set").put("hash", metadata.featureSetHash()).put("text", metadata.featureSetText());
        json.set("columns", metadata.encoder().toJson());
        metadata.cursor().forEach(json.putObject("cursor")::put);
        json.putObject("period")
                .put("from", metadata.period().from().toString())
                .put("to", metadata.period().to().toString())
                .put("split", metadata.period().split().toString());
        json.putObject("rows")
                .put("fitted", metadata.rows().fitted())
                .put("evaluated", metadata.rows().evaluated())
                .put("between", metadata.rows().between())
                .put("unlabelled", metadata.rows().unlabelled());
        metadata.figures().forEach(json.putObject("figures")::put);
        metadata.fitting().forEach(json.putObject("fitting")::put);
        metadata.libraryVersions().forEach(json.putObject("library-versions")::put);
        json.putObject("blackbox")
                .put("kind", metadata.blackbox().kind().slug())
                .put("bytes", metadata.blackbox().bytes())
                .put("sha256", metadata.blackbox().sha256());
        return json;
    }

    /**
     * The inverse of {@link #write}.
     *
     * @throws DamagedJson if something is missing or of the wrong shape
     * @throws dendro.problem.ProblemException if the encoder or the kind of blackbox is wrong
     */
    static ModelMetadata read(JsonNode json) {
        return new ModelMetadata(
                text(json, "name"),
                version(json, "version"),
                instant(json, "created"),
                text(object(json, "feature-set"), "text"),
                text(object(json, "feature-set"), "hash"),
                Encoder.fromJson(json.path("columns")),
                cursor(object(json, "cursor")),
                period(object(json, "period")),
                rows(object(json, "rows")),
                figures(object(json, "figures")),
                texts(object(json, "library-versions")),
                blackbox(object(json, "blackbox")),
                // Versions of an earlier Dendro do not tell.
                json.has("fitting") ? texts(object(json, "fitting")) : new TreeMap<>());
    }

    private static ResolvedCursor cursor(JsonNode json) {
        SortedMap<String, Long> basis = new TreeMap<>();
        json.fieldNames().forEachRemaining(database -> basis.put(database, whole(json, database)));
        return ResolvedCursor.of(basis);
    }

    private static TrainingPeriod period(JsonNode json) {
        return new TrainingPeriod(instant(json, "from"), instant(json, "to"), instant(json, "split"));
    }

    private static TrainingRows rows(JsonNode json) {
        return new TrainingRows(
                whole(json, "fitted"), whole(json, "evaluated"), whole(json, "between"), whole(json, "unlabelled"));
    }

    private static SortedMap<String, Double> figures(JsonNode json) {
        SortedMap<String, Double> figures = new TreeMap<>();
        json.fieldNames().forEachRemaining(name -> {
            if (!json.path(name).isNumber()) {
                throw new DamagedJson("'" + name + "' is not a number");
            }
            figures.put(name, json.path(name).doubleValue());
        });
        return figures;
    }

    private static SortedMap<String, String> texts(JsonNode json) {
        SortedMap<String, String> texts = new TreeMap<>();
        json.fieldNames().forEachRemaining(name -> texts.put(name, text(json, name)));
        return texts;
    }

    private static BlackboxFile blackbox(JsonNode json) {
        return new BlackboxFile(BlackboxKind.ofSlug(text(json, "kind")), whole(json, "bytes"), text(json, "sha256"));
    }

    static JsonNode object(JsonNode json, String name) {
        if (!json.path(name).isObject()) {
            throw new DamagedJson("'" + name + "' is missing or not an object");
        }
        return json.path(name);
    }

    static String text(JsonNode json, String name) {
        if (!json.path(name).isTextual()) {
            throw new DamagedJson("'" + name + "' is missing or not a text");
        }
        return json.path(name).textValue();
    }

    static long whole(JsonNode json, String name) {
        if (!json.path(name).isIntegralNumber() || !json.path(name).canConvertToLong()) {
            throw new DamagedJson("'" + name + "' is missing or not a whole number");
        }
        return json.path(name).longValue();
    }

    static int version(JsonNode json, String name) {
        long number = whole(json, name);
        if (number < 1 || number > Integer.MAX_VALUE) {
            throw new DamagedJson("'" + name + "' is not the number of a version");
        }
        return (int) number;
    }

    static Instant instant(JsonNode json, String name) {
        try {
            return Instant.parse(text(json, name));
        } catch (DateTimeParseException e) {
            throw new DamagedJson("'" + name + "' is not an instant");
        }
    }

    /** JSON that does not hold what it should; its message says where. */
    static final class DamagedJson extends RuntimeException {

        private static final long serialVersionUID = 1L;

        DamagedJson(String message) {
            super(message);
        }
    }
}
