package dendro.modelservice.scoring;

import com.codahale.metrics.health.HealthCheck;
import dendro.problem.ProblemException;

/** Whether the query-service answers, and with the columns the model was trained on. */
public final class QueryServiceHealth extends HealthCheck {

    private final FeatureReading features;

    /** The check asks through the same reading that scoring uses. */
    public QueryServiceHealth(FeatureReading features) {
        this.features = features;
    }

    @Override
    protected Result check() {
        try {
            features.probe();
            return Result.healthy();
        } catch (ProblemException e) {
            return Result.unhealthy(
                    e.problem().type().slug() + ": " + e.problem().detail());
        }
    }
}
