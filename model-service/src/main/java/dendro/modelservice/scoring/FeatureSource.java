package dendro.modelservice.scoring;

import dendro.features.EntityAt;
import dendro.queryapi.FeatureAnswer;
import java.util.List;

/** Where features come from: the query-service. */
@FunctionalInterface
public interface FeatureSource {

    /**
     * The features of rows, each as of its own timestamp: one outcome for each, in order.
     *
     * @param featureSet the feature set's text
     * @throws dendro.problem.ProblemException if the request as a whole failed
     */
    FeatureAnswer features(String featureSet, List<EntityAt> rows);
}
