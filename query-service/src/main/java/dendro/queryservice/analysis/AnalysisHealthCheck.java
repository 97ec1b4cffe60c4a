package dendro.queryservice.analysis;

import com.codahale.metrics.health.HealthCheck;

/** Whether the process that answers analysts listens. */
final class AnalysisHealthCheck extends HealthCheck {

    private final AnalysisProcess process;

    AnalysisHealthCheck(AnalysisProcess process) {
        this.process = process;
    }

    @Override
    protected Result check() {
        return process.listening()
                .map(at -> Result.healthy("listens on port " + at.port()))
                .orElseGet(() -> Result.unhealthy("It does not listen; analysts get 503 until it does."));
    }
}
