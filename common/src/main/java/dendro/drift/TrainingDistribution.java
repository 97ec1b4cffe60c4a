package dendro.drift;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * What a model was trained on, in bins; stored with it.
 *
 * @param features one for each column, in order, over the rows that it was fitted on
 * @param score over the rows that it was judged on: to rows it was fitted on a model gives more extreme scores
 */
public record TrainingDistribution(List<Distribution> features, Distribution score) {

    /** The name of the distribution of scores. */
    public static final String SCORE = "score";

    public TrainingDistribution {
        features = List.copyOf(features);
    }

    /** This distribution as JSON. */
    public JsonNode toJson() {
        return DistributionJson.write(this);
    }

    /**
     * The inverse of {@link #toJson}.
     *
     * @throws dendro.problem.ProblemException {@code model-unavailable} if the JSON is no distribution
     */
    public static TrainingDistribution fromJson(JsonNode json) {
        return DistributionJson.read(json);
    }
}
