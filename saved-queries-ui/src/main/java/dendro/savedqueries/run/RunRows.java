package dendro.savedqueries.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Runs as they stand in the database. JSON is text there, with all digits of its numbers. */
final class RunRows {

    /** What {@link #read} reads; {@code r} is the table of runs. */
    static final String COLUMNS =
            "r.id, r.query, r.version, r.query_name, r.person, r.roles, r.kind, r.of_run, r.schedule,"
                    + " r.parameters, r.cursor_asked, r.text, r.args, r.sources, r.allow_cartesian, r.row_limit, r.started_at,"
                    + " r.outcome, r.resolved_cursor, r.row_count, r.digest, r.types, r.elapsed_ms, r.problem,"
                    + " exists (select 1 from results k where k.run = r.id) as kept";

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private RunRows() {}

    static Run read(ResultSet row) throws SQLException {
        SentQuery sent = new SentQuery(
                row.getString("text"),
                (ArrayNode) json(row.getString("args")),
                json(row.getString("sources")),
                row.getBoolean("allow_cartesian"),
                integer(row, "row_limit"));
        Run.Subject subject = new Run.Subject(
                uuid(row, "query"), integer(row, "version"), Optional.ofNullable(row.getString("query_name")));
        Run.Asked asked = new Run.Asked(
                row.getObject("id", UUID.class),
                subject,
                row.getString("person"),
                Set.copyOf(words(row.getString("roles"))),
                RunKind.of(row.getString("kind")),
                uuid(row, "of_run"),
                uuid(row, "schedule"),
                json(row.getString("parameters")),
                json(row.getString("cursor_asked")),
                sent,
                row.getObject("started_at", OffsetDateTime.class).toInstant());
        return new Run(
                asked,
                Outcome.of(row.getString("outcome")),
                Optional.ofNullable(row.getString("resolved_cursor")).map(RunRows::json),
                number(row, "row_count"),
                Optional.ofNullable(row.getString("digest")),
                words(row.getString("types")),
                number(row, "elapsed_ms"),
                Optional.ofNullable(row.getString("problem")).map(RunRows::json),
                row.getBoolean("kept"));
    }

    static @Nullable String text(Optional<JsonNode> json) {
        return json.map(JsonNode::toString).orElse(null);
    }

    static @Nullable String text(JsonNode json) {
        return json.isNull() || json.isMissingNode() ? null : json.toString();
    }

    static String words(Set<String> words) {
        return String.join(" ", new TreeSet<>(words));
    }

    static @Nullable String words(Iterable<String> words) {
        String all = String.join(" ", words);
        return all.isEmpty() ? null : all;
    }

    private static List<String> words(@Nullable String words) {
        return words == null || words.isEmpty() ? List.of() : List.of(words.split(" ", -1));
    }

    private static JsonNode json(@Nullable String text) {
        try {
            return text == null ? NullNode.getInstance() : MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A run holds what is no JSON: " + text, e);
        }
    }

    private static Optional<UUID> uuid(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, UUID.class));
    }

    private static OptionalInt integer(ResultSet row, String column) throws SQLException {
        int value = row.getInt(column);
        return row.wasNull() ? OptionalInt.empty() : OptionalInt.of(value);
    }

    private static OptionalLong number(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(value);
    }
}
