package dendro.queryservice;

import dendro.asof.AsOfEngine;
import dendro.database.Databases;
import dendro.httpserver.SoundServer;
import dendro.procedure.Procedures;
import dendro.query.QueryParser;
import dendro.query.QueryRunner;
import dendro.query.guard.QueryGuard;
import dendro.queryservice.QueryServiceConfiguration.Limits;
import dendro.queryservice.analysis.AnalysisApart;
import dendro.queryservice.analysis.AnalysisSettings;
import dendro.queryservice.caller.CallerFilter;
import dendro.queryservice.caller.CallerResource;
import dendro.queryservice.caller.Callers;
import dendro.queryservice.caller.Privacy;
import dendro.queryservice.caller.RoleFeature;
import dendro.queryservice.databases.DatabaseHealthCheck;
import dendro.queryservice.databases.DatabasesResource;
import dendro.queryservice.databases.SchemaResource;
import dendro.queryservice.entity.EntityResource;
import dendro.queryservice.features.EngineMetrics;
import dendro.queryservice.features.FeatureSets;
import dendro.queryservice.features.FeaturesResource;
import dendro.queryservice.features.VisibleFeatures;
import dendro.queryservice.monitoring.Liveness;
import dendro.queryservice.monitoring.PrometheusMetrics;
import dendro.queryservice.monitoring.Readiness;
import dendro.queryservice.openapi.OpenApiResource;
import dendro.queryservice.pool.Places;
import dendro.queryservice.pool.WorkPool;
import dendro.queryservice.problem.ProblemMapper;
import dendro.queryservice.problem.ServerRefusals;
import dendro.queryservice.problem.UnexpectedErrorMapper;
import dendro.queryservice.problem.WebErrorMapper;
import dendro.queryservice.procedures.ProceduresResource;
import dendro.queryservice.query.AnalysisWork;
import dendro.queryservice.query.EvolutionResource;
import dendro.queryservice.query.QueriesResource;
import dendro.queryservice.query.QueryIntake;
import dendro.queryservice.query.QueryResource;
import dendro.queryservice.query.RunningQueries;
import dendro.queryservice.references.Reference;
import dendro.queryservice.references.ReferenceHealthCheck;
import dendro.queryservice.request.AuditLog;
import dendro.queryservice.request.KnownParameters;
import dendro.queryservice.request.RequestTracing;
import dendro.queryservice.training.TrainingSetResource;
import dendro.queryservice.transactions.TransactionsResource;
import dendro.training.TrainingSets;
import io.dropwizard.configuration.EnvironmentVariableSubstitutor;
import io.dropwizard.configuration.SubstitutingSourceProvider;
import io.dropwizard.core.Application;
import io.dropwizard.core.cli.CheckCommand;
import io.dropwizard.core.server.AbstractServerFactory;
import io.dropwizard.core.setup.AdminEnvironment;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.jersey.setup.JerseyEnvironment;
import io.dropwizard.lifecycle.AutoCloseableManager;
import io.prometheus.metrics.exporter.servlet.jakarta.PrometheusMetricsServlet;
import java.nio.file.Path;
import java.util.List;

/** Wires the query-service. */
public class QueryServiceApplication extends Application<QueryServiceConfiguration> {

    /** The YAML it was told to read; a process for analysis reads it again. */
    private Path file = Path.of("");

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
    protected void addDefaultCommands(Bootstrap<QueryServiceConfiguration> bootstrap) {
        bootstrap.addCommand(new ServeCommand(this));
        bootstrap.addCommand(new AnalysisCommand(this));
        bootstrap.addCommand(new CheckCommand<>(this));
    }

    /** Which YAML it was told to read. */
    void readsFrom(Path configuration) {
        file = configuration;
    }

    @Override
    public void run(QueryServiceConfiguration configuration, Environment environment) {
        SoundServer.of(environment);
        Limits limits = configuration.limits();
        Privacy privacy = configuration.privacy();
        List<Reference> references = configuration.references();
        configuration.analysis().ifPresent(unused -> AnalysisSettings.requireShared(configuration.locations()));
        Databases databases = Databases.open(configuration.locations());
        environment.lifecycle().manage(new AutoCloseableManager(databases));
        databases.all().forEach(database -> environment
                .healthChecks()
                .register(
                        "database " + database.name(),
                        new DatabaseHealthCheck(database, privacy, limits.cursorWait())));
        references.forEach(reference -> environment
                .healthChecks()
                .register(
                        "reference " + reference, new ReferenceHealthCheck(reference, databases, limits.cursorWait())));

        Procedures procedures = configuration.procedures();
        QueryGuard guard = procedures.guard();
        AsOfEngine scoringEngine =
                new AsOfEngine(databases, limits.queryTime(), limits.featuresTime(), limits.timelineBytes());
        AsOfEngine trainingEngine =
                new AsOfEngine(databases, limits.queryTime(), Limits.TRAINING_BATCH, limits.timelineBytes());
        new EngineMetrics(environment.metrics(), "scoring").of(scoringEngine);
        new EngineMetrics(environment.metrics(), "training").of(trainingEngine);
        VisibleFeatures forScoring =
                new VisibleFeatures(databases, scoringEngine, limits.queryTime(), limits.featuresTime());
        VisibleFeatures forTraining =
                new VisibleFeatures(databases, trainingEngine, limits.queryTime(), Limits.TRAINING_BATCH);
        FeatureSets featureSets = new FeatureSets(databases, guard, limits.cursorWait());
        TrainingSets trainingSets = new TrainingSets(databases, trainingEngine);
        QueryRunner runner = new QueryRunner(databases, guard);
        QueryParser parser = new QueryParser(guard);

        WorkPool analysis = limits.analysisPool();
        Places scoring = limits.scoringPlaces();
        Places training = limits.trainingPlaces();
        WorkPool trainingThreads = limits.trainingThreads();
        RunningQueries running = new RunningQueries(limits.queriesPerCaller());
        AuditLog audit = new AuditLog(configuration.audit());
        environment.lifecycle().manage(new AutoCloseableManager(analysis));
        environment.lifecycle().manage(new AutoCloseableManager(trainingThreads));
        environment.lifecycle().manage(new AutoCloseableManager(audit));

        PrometheusMetrics metrics =
                new PrometheusMetrics(environment.metrics(), databases, List.of(analysis, scoring, training));
        AdminEnvironment admin = environment.admin();
        admin.addServlet("prometheus", new PrometheusMetricsServlet(metrics.registry()))
                .addMapping("/prometheus");
        admin.addServlet("alive", new Liveness()).addMapping("/alive");
        admin.addServlet("ready", new Readiness(databases, privacy)).addMapping("/ready");

        JerseyEnvironment web = environment.jersey();
        web.register(new RequestTracing(audit, metrics.requestTimes()));
        web.register(new CallerFilter(new Callers(configuration.callers())));
        web.register(new RoleFeature());
        web.register(new KnownParameters());
        AnalysisWork work = new AnalysisWork(running, analysis, limits.queryTime());
        QueryIntake intake = new QueryIntake(runner, parser, privacy, work, limits);
        List<Object> resources = List.of(
                new DatabasesResource(databases, privacy, limits),
                new SchemaResource(databases, references, privacy, limits),
                new EntityResource(databases, references, privacy, work, limits),
                new TransactionsResource(databases, privacy, work, limits),
                new QueryResource(intake),
                new EvolutionResource(intake),
                new QueriesResource(running),
                new CallerResource(),
                new ProceduresResource(procedures),
                new FeaturesResource(featureSets, forScoring, privacy, scoring, limits),
                new TrainingSetResource(
                        featureSets, trainingSets, forTraining, privacy, training, trainingThreads, limits));
        resources.forEach(web::register);
        web.register(new OpenApiResource(resources));

        AbstractServerFactory server = (AbstractServerFactory) configuration.getServerFactory();
        String root = server.getJerseyRootPath().orElse("").replaceFirst("/?\\*?$", "");
        configuration
                .analysis()
                .ifPresent(settings ->
                        AnalysisApart.in(environment, settings, file, root, limits.silence(), limits.bodyBytes()));

        Loopback.onlyUnlessCallersAreKnown(configuration);
        server.setRegisterDefaultExceptionMappers(false);
        ServerRefusals refusals = new ServerRefusals();
        environment.getApplicationContext().setErrorHandler(refusals);
        environment.getAdminContext().setErrorHandler(refusals);
        environment.lifecycle().addServerLifecycleListener(started -> started.setErrorHandler(refusals));
        web.register(new ProblemMapper());
        web.register(new WebErrorMapper());
        web.register(new UnexpectedErrorMapper());
    }
}
