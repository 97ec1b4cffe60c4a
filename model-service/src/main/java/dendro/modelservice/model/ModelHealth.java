package dendro.modelservice.model;

import com.codahale.metrics.health.HealthCheck;

/** Says which model is in charge; without one the service does not start. */
public final class ModelHealth extends HealthCheck {

    private final ModelInCharge model;

    /** The check of this model. */
    public ModelHealth(ModelInCharge model) {
        this.model = model;
    }

    @Override
    protected Result check() {
        return Result.healthy(
                "%s version %d", model.version().name(), model.version().version());
    }
}
