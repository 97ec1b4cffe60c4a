package dendro.savedqueries.savedquery;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Saved queries as they are answered with. */
final class QueryJson {

    private QueryJson() {}

    /** A query with everything that it takes to run it. */
    record Whole(
            @JsonUnwrapped QueryHead head, Content content, Optional<SavedQueries.Origin> origin, boolean mayChange) {}

    /** A version in a list. */
    record VersionHead(int version, Instant savedAt, String savedBy, Optional<String> note, String name) {

        static VersionHead of(SavedVersion version) {
            return new VersionHead(
                    version.version(),
                    version.savedAt(),
                    version.savedBy(),
                    version.note(),
                    version.draft().name());
        }
    }

    /** A version with all that it keeps. */
    record Version(
            int version,
            Instant savedAt,
            String savedBy,
            Optional<String> note,
            String name,
            String description,
            List<String> tags,
            Optional<String> team,
            String text,
            JsonNode parameters,
            Optional<JsonNode> chart,
            List<ProcedureUse> procedures,
            Optional<JsonNode> sources) {

        static Version of(SavedVersion version) {
            Draft draft = version.draft();
            Content content = draft.content();
            return new Version(
                    version.version(),
                    version.savedAt(),
                    version.savedBy(),
                    version.note(),
                    draft.name(),
                    draft.description(),
                    draft.tags(),
                    draft.team(),
                    content.text(),
                    content.parameters(),
                    content.chart(),
                    content.procedures(),
                    content.sources());
        }
    }
}
