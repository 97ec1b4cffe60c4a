package dendro.queryapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dendro.features.Shard;
import dendro.training.TrainingRange;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The body of {@code POST /v1/training-set}.
 *
 * @param features text of the feature set, EDN
 * @param from entities with a timestamp at or after this instant
 * @param to and before this one
 * @param shard which of them
 * @param featuresAsOf reads every row's features at this one instant in place of its own timestamp, to show leakage
 */
public record TrainingSetRequest(
        String features, Instant from, Instant to, Shard shard, Optional<Instant> featuresAsOf) {

    /** The range of the training set. */
    public TrainingRange range() {
        return new TrainingRange(from, to, featuresAsOf);
    }

    /** This request as JSON. */
    public String json() {
        ObjectNode json = Json.MAPPER
                .createObjectNode()
                .put("features", features)
                .put("from", from.toString())
                .put("to", to.toString())
                .put("shard", shard.index())
                .put("shards", shard.count());
        featuresAsOf.ifPresent(instant -> json.put("features-as-of", instant.toString()));
        return json.toString();
    }

    /**
     * The inverse of {@link #json}; without shard and shards it asks for everything.
     *
     * @throws dendro.problem.ProblemException {@code request-invalid} naming the member at fault
     */
    public static TrainingSetRequest parse(String text) {
        JsonNode json = Json.parse(text);
        Json.only(json, List.of("features", "from", "to", "shard", "shards", "features-as-of"));
        TrainingSetRequest request = new TrainingSetRequest(
                Json.text(json, "features"),
                Json.instant(json, "from"),
                Json.instant(json, "to"),
                json.has("shard") || json.has("shards")
                        ? new Shard(whole(json, "shard"), whole(json, "shards"))
                        : Shard.whole(),
                json.has("features-as-of") ? Optional.of(Json.instant(json, "features-as-of")) : Optional.empty());
        TrainingRange checked = request.range();
        return new TrainingSetRequest(
                request.features, checked.from(), checked.to(), request.shard, checked.featuresAsOf());
    }

    private static int whole(JsonNode json, String name) {
        long number = Json.number(json, name);
        if (number < 0 || number > 1_000_000) {
            throw Json.invalid("The member '" + name + "' must lie between 0 and 1000000.");
        }
        return (int) number;
    }
}
