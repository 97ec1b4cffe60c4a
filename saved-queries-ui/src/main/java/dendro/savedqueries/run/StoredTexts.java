package dendro.savedqueries.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import dendro.problem.Problem;
import dendro.problem.ProblemType;
import dendro.savedqueries.database.Absent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.OptionalInt;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Texts as they stand in the database. Versions never change, so a run needs no more than its own. */
final class StoredTexts implements SavedTexts {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final Jdbi jdbi;

    StoredTexts(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public SavedText query(UUID query, OptionalInt version) {
        return jdbi.withHandle(handle -> Absent.bind(
                        handle.createQuery(
                                "select v.* from saved_query_versions v join saved_queries q on q.id = v.query"
                                        + " where q.id = :query and v.version = coalesce(:version, q.version)"),
                        "version",
                        version)
                .bind("query", query)
                .map((row, context) -> read(row))
                .findOne()
                .orElseThrow(() -> new Problem(
                                ProblemType.NOT_FOUND,
                                "There is no saved query with the id " + query
                                        + (version.isPresent() ? " and a version " + version.getAsInt() : "") + ".")
                        .exception()));
    }

    private static SavedText read(ResultSet row) throws SQLException {
        return new SavedText(
                row.getObject("query", UUID.class),
                row.getInt("version"),
                row.getString("name"),
                row.getString("query_text"),
                json(row.getString("parameters")),
                json(row.getString("sources")),
                json(row.getString("procedures")));
    }

    @Override
    public String rules(String procedure, int version) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select rules from procedure_versions where name = :name and version = :version")
                .bind("name", procedure)
                .bind("version", version)
                .mapTo(String.class)
                .findOne()
                .orElseThrow(() -> new Problem(
                                ProblemType.NOT_FOUND,
                                "There is no procedure '" + procedure + "' with a version " + version + ".")
                        .exception()));
    }

    private static JsonNode json(@Nullable String text) {
        try {
            return text == null ? NullNode.getInstance() : MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A saved query holds what is no JSON: " + text, e);
        }
    }
}
