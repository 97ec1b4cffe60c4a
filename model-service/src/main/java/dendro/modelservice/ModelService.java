package dendro.modelservice;

import dendro.message.TriggerMessageReader;
import dendro.model.ModelVersion;
import dendro.modelservice.kafka.ScoringLoop;
import dendro.modelservice.model.ModelHealth;
import dendro.modelservice.model.ModelInCharge;
import dendro.modelservice.model.ModelsResource;
import dendro.modelservice.scoring.FeatureReading;
import dendro.modelservice.scoring.MessageScoring;
import dendro.modelservice.scoring.QueryServiceHealth;
import dendro.modelservice.scoring.Sampling;
import dendro.modelservice.scoring.Scorer;
import dendro.modelservice.scoring.ScoringFigures;
import dendro.queryapi.QueryServiceClient;
import io.dropwizard.configuration.EnvironmentVariableSubstitutor;
import io.dropwizard.configuration.SubstitutingSourceProvider;
import io.dropwizard.core.Application;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.core.setup.Environment;

/** Puts the service together. */
public class ModelService extends Application<ModelServiceConfiguration> {

    @Override
    public String getName() {
        return "model-service";
    }

    @Override
    public void initialize(Bootstrap<ModelServiceConfiguration> bootstrap) {
        bootstrap.setConfigurationSourceProvider(new SubstitutingSourceProvider(
                bootstrap.getConfigurationSourceProvider(), new EnvironmentVariableSubstitutor(false)));
    }

    @Override
    protected void addDefaultCommands(Bootstrap<ModelServiceConfiguration> bootstrap) {
        bootstrap.addCommand(new ServeCommand(this));
    }

    @Override
    public void run(ModelServiceConfiguration configuration, Environment environment) {
        ModelInCharge model = ModelInCharge.load(configuration.model());
        ModelVersion version = model.version();
        // Closed after the loop has stopped: what is managed stops in reverse order.
        environment.lifecycle().manage(model);

        QueryServiceClient queryService = new QueryServiceClient(
                configuration.queryService().url(),
                configuration.queryService().timeout().toJavaDuration(),
                configuration.queryService().shownToken());
        FeatureReading features = new FeatureReading(
                queryService::features,
                version.metadata().featureSetText(),
                version.metadata().columns());
        Scorer scorer = new Scorer(
                version.metadata().encoder(), version.blackbox(), new Sampling(configuration.sampleValues()));
        ScoringFigures figures = new ScoringFigures(environment.metrics());
        MessageScoring scoring =
                new MessageScoring(new TriggerMessageReader(configuration.trigger()), features, scorer, figures);
        ScoringLoop loop = new ScoringLoop(configuration.kafka(), scoring, version.name(), version.version(), figures);
        environment.lifecycle().manage(loop);

        environment.jersey().register(new ModelsResource(model));
        environment.healthChecks().register("model", new ModelHealth(model));
        environment.healthChecks().register("scoring-loop", loop.health());
        environment.healthChecks().register("query-service", new QueryServiceHealth(features));
    }
}
