package dendro.queryservice;

import dendro.asof.AsOfEngine;
import dendro.database.Databases;
import dendro.procedure.Procedures;
import dendro.query.QueryParser;
import dendro.query.QueryRunner;
import dendro.query.guard.QueryGuard;
import dendro.queryservice.databases.DatabaseHealthCheck;
import dendro.queryservice.databases.DatabasesResource;
import dendro.queryservice.entity.EntityResource;
import dendro.queryservice.features.EngineMetrics;
import dendro.queryservice.features.FeatureSets;
import dendro.queryservice.features.FeaturesResource;
import dendro.queryservice.problem.ProblemMapper;
import dendro.queryservice.problem.UnexpectedErrorMapper;
import dendro.queryservice.problem.WebErrorMapper;
import dendro.queryservice.procedures.ProceduresResource;
import dendro.queryservice.query.QueryResource;
import dendro.queryservice.training.TrainingSetResource;
import dendro.training.TrainingSets;
import io.dropwizard.configuration.EnvironmentVariableSubstitutor;
import io.dropwizard.configuration.SubstitutingSourceProvider;
import io.dropwizard.core.Application;
import io.dropwizard.core.server.AbstractServerFactory;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.jersey.setup.JerseyEnvironment;
import io.dropwizard.lifecycle.AutoCloseableManager;
import java.time.Duration;

/** Wires the query-service. */
public class QueryServiceApplication extends Application<QueryServiceConfiguration> {

    /** A client of a training set bears a minute and more of silence between batches. */
    private static final Duration TRAINING_BATCH = Duration.ofSeconds(60);

    @Override
    public String getName() {
        return "query-service";
    }

    @Override
    public void initialize(Bootstrap<QueryServiceConfiguration> bootstrap) {
        bootstrap.setConfigurationSourceProvider(new SubstitutingSourceProvider(
                bootstrap.getConfigurationSourceProvider(), new EnvironmentVariableSubstitutor(false)));
    }

    @Override
    public void run(QueryServiceConfiguration configuration, Environment environment) {
        QueryServiceConfiguration.Limits limits = configuration.limits();
        Databases databases = Databases.open(configuration.locations());
        environment.lifecycle().manage(new AutoCloseableManager(databases));
        databases.all().forEach(database -> environment
                .healthChecks()
                .register("database " + database.name(), new DatabaseHealthCheck(database, limits.cursorWait())));

        Procedures procedures = configuration.procedures();
        QueryGuard guard = procedures.guard();
        AsOfEngine forScoring =
                new AsOfEngine(databases, limits.queryTime(), limits.featuresTime(), limits.timelineBytes());
        AsOfEngine forTraining = new AsOfEngine(databases, limits.queryTime(), TRAINING_BATCH, limits.timelineBytes());
        new EngineMetrics(environment.metrics(), "scoring").of(forScoring);
        new EngineMetrics(environment.metrics(), "training").of(forTraining);
        FeatureSets featureSets = new FeatureSets(databases, guard, limits.cursorWait());

        JerseyEnvironment web = environment.jersey();
        web.register(new DatabasesResource(databases, limits));
        web.register(new EntityResource(databases, limits));
        web.register(new QueryResource(new QueryRunner(databases, guard), new QueryParser(guard), limits));
        web.register(new ProceduresResource(procedures));
        web.register(new FeaturesResource(featureSets, forScoring, limits));
        web.register(new TrainingSetResource(featureSets, new TrainingSets(databases, forTraining), limits));

        ((AbstractServerFactory) configuration.getServerFactory()).setRegisterDefaultExceptionMappers(false);
        web.register(new ProblemMapper());
        web.register(new WebErrorMapper());
        web.register(new UnexpectedErrorMapper());
    }
}
