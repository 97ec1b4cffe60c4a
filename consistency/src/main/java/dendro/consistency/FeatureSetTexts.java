package dendro.consistency;

import dendro.model.ModelRepository;

/** Which feature set a version of a model reads. */
@FunctionalInterface
public interface FeatureSetTexts {

    /**
     * The text of the feature set.
     *
     * @param model name
     * @param version as score messages carry it
     * @throws dendro.problem.ProblemException if there is no such version
     */
    String of(String model, String version);

    /** As the versions of a repository carry them. */
    static FeatureSetTexts in(ModelRepository repository) {
        return (model, version) ->
                repository.metadata(model, Versions.number(version)).featureSetText();
    }
}
