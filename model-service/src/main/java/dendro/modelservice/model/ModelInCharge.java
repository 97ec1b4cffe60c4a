package dendro.modelservice.model;

import dendro.model.ModelRepository;
import dendro.model.ModelVersion;
import dendro.problem.Problem;
import dendro.problem.ProblemType;
import io.dropwizard.lifecycle.Managed;

/**
 * The version that an alias pointed to when the service started; closed when it stops.
 *
 * @param alias by which it was found
 * @param version ready to score
 */
public record ModelInCharge(String alias, ModelVersion version) implements Managed {

    /**
     * Loads the version.
     *
     * @throws dendro.problem.ProblemException {@code model-unavailable} if there is no such alias or its version is
     *     damaged
     */
    public static ModelInCharge load(ModelSettings settings) {
        ModelRepository repository = new ModelRepository(settings.repository());
        int version = repository.alias(settings.name(), settings.alias()).orElseThrow(() -> new Problem(
                        ProblemType.MODEL_UNAVAILABLE,
                        "Model '" + settings.name() + "' has no " + settings.alias()
                                + " in the model repository " + settings.repository()
                                + ": train one and promote it first.")
                .exception());
        return new ModelInCharge(settings.alias(), repository.load(settings.name(), version));
    }

    @Override
    public void stop() {
        version.close();
    }
}
