package dendro.modelservice;

import dendro.httpserver.SoundServer;
import dendro.message.TriggerMessageReader;
import dendro.model.ModelRepository;
import dendro.modelservice.configuration.FromEnvironment;
import dendro.modelservice.drift.DriftFigures;
import dendro.modelservice.drift.DriftResource;
import dendro.modelservice.drift.DriftSource;
import dendro.modelservice.kafka.ClientTrial;
import dendro.modelservice.kafka.DeadLetterReplay;
import dendro.modelservice.model.FollowedAlias;
import dendro.modelservice.model.Following;
import dendro.modelservice.model.ModelHealth;
import dendro.modelservice.model.ModelsResource;
import dendro.modelservice.problem.ProblemMapper;
import dendro.modelservice.scores.ScoresResource;
import dendro.modelservice.scoring.Challenger;
import dendro.modelservice.scoring.MessageScoring;
import dendro.modelservice.scoring.QueryServiceHealth;
import dendro.modelservice.scoring.ScoringFigures;
import dendro.problem.Problem;
import dendro.problem.ProblemType;
import dendro.queryapi.QueryServiceClient;
import io.dropwizard.core.Application;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.lifecycle.AutoCloseableManager;
import io.prometheus.metrics.exporter.servlet.jakarta.PrometheusMetricsServlet;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Puts the service together. */
public class ModelService extends Application<ModelServiceConfiguration> {

    private final Function<String, Optional<String>> environment;

    /** A service that finds variables in the environment of its process. */
    public ModelService() {
        this(name -> Optional.ofNullable(System.getenv(name)));
    }

    /** A service that finds variables elsewhere. */
    ModelService(Function<String, Optional<String>> environment) {
        this.environment = environment;
    }

    @Override
    public String getName() {
        return "model-service";
    }

    @Override
    public void initialize(Bootstrap<ModelServiceConfiguration> bootstrap) {
        bootstrap.setConfigurationFactoryFactory(FromEnvironment.of(environment));
    }

    @Override
    protected void addDefaultCommands(Bootstrap<ModelServiceConfiguration> bootstrap) {
        bootstrap.addCommand(new ServeCommand(this));
        bootstrap.addCommand(new ReplayCommand());
    }

    @Override
    public void run(ModelServiceConfiguration configuration, Environment environment) {
        ClientTrial.require(configuration.topics().get(0).kafka());
        SoundServer.of(environment);
        QueryServiceClient queryService = queryService(configuration);
        ModelRepository repository = new ModelRepository(configuration.model().repository());
        PrometheusRegistry metrics = new PrometheusRegistry();
        JvmMetrics.builder().register(metrics);
        ScoringFigures figures = new ScoringFigures(metrics);
        List<ScoredTopic> topics = configuration.topics().stream()
                .map(topic -> ScoredTopic.of(topic, repository, queryService, figures))
                .toList();
        List<FollowedAlias> aliases =
                topics.stream().flatMap(ScoredTopic::aliases).toList();
        List<FollowedAlias> champions =
                topics.stream().map(ScoredTopic::champion).toList();

        List<DriftSource> drifting = List.copyOf(aliases);
        DriftFigures.export(drifting, metrics);

        // Models are closed after the loops have stopped: what is managed stops in reverse order.
        environment.lifecycle().manage(new Following(aliases));
        topics.forEach(topic -> environment.lifecycle().manage(new AutoCloseableManager(topic.challenger())));
        topics.forEach(topic -> environment.lifecycle().manage(topic.loop()));

        environment
                .admin()
                .addServlet("prometheus", new PrometheusMetricsServlet(metrics))
                .addMapping("/prometheus");
        environment.jersey().register(new ProblemMapper());
        environment.jersey().register(new ModelsResource(aliases, repository, InstantSource.system()));
        environment.jersey().register(new DriftResource(drifting));
        environment.jersey().register(new ScoresResource(aliases, champions, InstantSource.system()));
        environment.healthChecks().register("model", new ModelHealth(aliases));
        topics.forEach(topic -> environment
                .healthChecks()
                .register(
                        topics.size() == 1
                                ? "scoring-loop"
                                : "scoring-loop-" + topic.champion().model(),
                        topic.loop().health()));
        environment.healthChecks().register("query-service", new QueryServiceHealth(champions));
    }

    /**
     * Scores what can be scored now of the dead letters of a topic.
     *
     * @throws dendro.problem.ProblemException if there is no model, features cannot be read now, or its letters cannot be told
     *     from those of another model
     * @throws org.apache.kafka.common.KafkaException if Kafka is away or refuses
     */
    static DeadLetterReplay.Replayed replay(ModelServiceConfiguration configuration, TopicSettings.Complete topic) {
        FollowedAlias champion = ScoredTopic.champion(
                topic, new ModelRepository(configuration.model().repository()), queryService(configuration));
        ScoringFigures figures = new ScoringFigures(new PrometheusRegistry());
        try (Challenger nobody = Challenger.none(figures)) {
            MessageScoring scoring =
                    new MessageScoring(new TriggerMessageReader(topic.trigger()), champion, nobody, figures);
            return new DeadLetterReplay(topic.kafka(), scoring, others(configuration, topic)).run();
        } finally {
            champion.close();
        }
    }

    /** The other topics whose letters may stand among those of this one. */
    private static Set<String> others(ModelServiceConfiguration configuration, TopicSettings.Complete topic) {
        List<TopicSettings.Complete> sharing = configuration.topics().stream()
                .filter(other -> !other.model().equals(topic.model()))
                .filter(other ->
                        other.kafka().deadLetters().equals(topic.kafka().deadLetters()))
                .toList();
        Set<String> inputs =
                sharing.stream().map(other -> other.kafka().input()).collect(Collectors.toSet());
        if (inputs.contains(topic.kafka().input())) {
            throw new Problem(
                            ProblemType.REQUEST_INVALID,
                            "Several models score '" + topic.kafka().input() + "' and share the dead letters '"
                                    + topic.kafka().deadLetters() + "': which are whose cannot be told.")
                    .exception();
        }
        return inputs;
    }

    private static QueryServiceClient queryService(ModelServiceConfiguration configuration) {
        return new QueryServiceClient(
                configuration.queryService().url(),
                configuration.queryService().timeout().toJavaDuration(),
                configuration.queryService().shownToken());
    }
}
