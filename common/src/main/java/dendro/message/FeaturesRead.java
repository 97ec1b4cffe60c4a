package dendro.message;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dendro.features.Column;
import dendro.features.FeatureDigest;
import dendro.features.FeatureValues;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The features that a score was computed from.
 *
 * @param digest of all of them, see {@link FeatureDigest}
 * @param values by name of column, as {@link dendro.features.ColumnType#toJson} writes them, JSON null for a
 *     missing one; only for a sample of the entities
 */
public record FeaturesRead(String digest, Optional<SortedMap<String, JsonNode>> values) {

    public FeaturesRead {
        values = values.map(sampled -> Collections.unmodifiableSortedMap(new TreeMap<>(sampled)));
    }

    /** Features of which the values are kept. */
    public static FeaturesRead withValues(List<Column> columns, FeatureValues values) {
        SortedMap<String, JsonNode> sampled = new TreeMap<>();
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            sampled.put(
                    column.name(), values.value(i).map(column.type()::toJson).orElseGet(NullNode::getInstance));
        }
        return new FeaturesRead(FeatureDigest.of(columns, values), Optional.of(sampled));
    }

    /** Features of which only the digest is kept. */
    public static FeaturesRead withoutValues(List<Column> columns, FeatureValues values) {
        return new FeaturesRead(FeatureDigest.of(columns, values), Optional.empty());
    }

    /**
     * The values kept, in the order of these columns; a column that was not kept is missing.
     *
     * @throws dendro.problem.ProblemException {@code feature-value-mistyped} if a value is not of its column's type
     */
    public Optional<FeatureValues> values(List<Column> columns) {
        return values.map(sampled -> FeatureValues.of(typed(columns, sampled)));
    }

    private static List<@Nullable Object> typed(List<Column> columns, Map<String, JsonNode> sampled) {
        List<@Nullable Object> typed = new ArrayList<>();
        for (Column column : columns) {
            JsonNode value = sampled.getOrDefault(column.name(), NullNode.getInstance());
            typed.add(value.isNull() ? null : column.type().fromJson(value));
        }
        return typed;
    }
}
