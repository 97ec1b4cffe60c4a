package dendro.modelservice.scoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dendro.blackbox.Contributions;
import dendro.blackbox.Encoder;
import dendro.features.Column;
import dendro.features.FeatureValues;
import dendro.model.ModelVersion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where a score comes from, in log-odds: base plus contributions are the margin. The contribution of a column of
 * categories is the sum of those of its places.
 *
 * @param base the margin of an entity of which nothing is known
 * @param margin log-odds of the score
 * @param columns the largest contribution first, whatever its sign
 */
public record Explanation(double base, double margin, List<OfColumn> columns) {

    /**
     * What one column adds.
     *
     * @param name of the column
     * @param value as JSON; null if it is missing
     * @param contribution in log-odds
     */
    public record OfColumn(String name, JsonNode value, double contribution) {}

    static Explanation of(ModelVersion version, FeatureValues values) {
        Encoder encoder = version.metadata().encoder();
        Contributions contributions = version.blackbox().contributions(encoder.encode(values));
        Map<String, Double> sums = new HashMap<>();
        for (int place = 0; place < encoder.width(); place++) {
            sums.merge(encoder.column(place).name(), contributions.ofPlaces().get(place), Double::sum);
        }
        List<OfColumn> columns = new ArrayList<>();
        for (int i = 0; i < encoder.columns().size(); i++) {
            Column column = encoder.columns().get(i);
            JsonNode value = values.value(i).map(column.type()::toJson).orElseGet(NullNode::getInstance);
            columns.add(new OfColumn(column.name(), value, sums.getOrDefault(column.name(), 0.0)));
        }
        columns.sort(Comparator.comparingDouble((OfColumn column) -> -Math.abs(column.contribution()))
                .thenComparing(OfColumn::name));
        return new Explanation(contributions.base(), contributions.margin(), List.copyOf(columns));
    }
}
