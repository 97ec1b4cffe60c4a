package dendro.modelservice.scoring;

import com.codahale.metrics.health.HealthCheck;
import dendro.problem.ProblemException;
import java.util.List;

/** Whether the query-service answers, and with the columns the models were trained on. */
public final class QueryServiceHealth extends HealthCheck {

    private final List<ModelSource> models;

    /** The check asks through the same readings that scoring uses. */
    public QueryServiceHealth(List<? extends ModelSource> models) {
        this.models = List.copyOf(models);
    }

    @Override
    protected Result check() {
        try {
            models.forEach(QueryServiceHealth::probe);
            return Result.healthy();
        } catch (ProblemException e) {
            return Result.unhealthy(
                    "%s", e.problem().type().slug() + ": " + e.problem().detail());
        }
    }

    private static void probe(ModelSource model) {
        model.lease().ifPresent(lease -> {
            try (lease) {
                lease.model().probe();
            }
        });
    }
}
