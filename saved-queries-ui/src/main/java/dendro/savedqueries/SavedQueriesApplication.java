package dendro.savedqueries;

import com.codahale.metrics.health.HealthCheck;
import dendro.httpserver.SoundServer;
import dendro.savedqueries.database.Store;
import dendro.savedqueries.handthrough.HandThroughResource;
import dendro.savedqueries.link.LinkResource;
import dendro.savedqueries.link.Links;
import dendro.savedqueries.link.LinksResource;
import dendro.savedqueries.link.SharedResource;
import dendro.savedqueries.page.PageHeaders;
import dendro.savedqueries.page.PageResource;
import dendro.savedqueries.person.Callers;
import dendro.savedqueries.person.People;
import dendro.savedqueries.person.PersonFilter;
import dendro.savedqueries.person.RequestRates;
import dendro.savedqueries.person.SessionResource;
import dendro.savedqueries.problem.JsonErrorMapper;
import dendro.savedqueries.problem.ProblemMapper;
import dendro.savedqueries.problem.UnexpectedErrorMapper;
import dendro.savedqueries.problem.WebErrorMapper;
import dendro.savedqueries.procedure.ProceduresResource;
import dendro.savedqueries.procedure.SavedProcedures;
import dendro.savedqueries.queryservice.QueryServiceClient;
import dendro.savedqueries.queryservice.QueryServiceHealthCheck;
import dendro.savedqueries.queryservice.RefusedMapper;
import dendro.savedqueries.run.KeptResults;
import dendro.savedqueries.run.RunAssembly;
import dendro.savedqueries.savedquery.QueriesResource;
import dendro.savedqueries.savedquery.QuerySearch;
import dendro.savedqueries.savedquery.SavedQueries;
import dendro.savedqueries.schedule.ScheduleAssembly;
import dendro.savedqueries.signin.OidcResource;
import dendro.savedqueries.signin.OidcSettings;
import dendro.savedqueries.statistics.Packing;
import dendro.savedqueries.statistics.RunDays;
import dendro.savedqueries.statistics.Statistics;
import dendro.savedqueries.statistics.StatisticsResource;
import io.dropwizard.configuration.EnvironmentVariableSubstitutor;
import io.dropwizard.configuration.SubstitutingSourceProvider;
import io.dropwizard.core.Application;
import io.dropwizard.core.cli.CheckCommand;
import io.dropwizard.core.server.AbstractServerFactory;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.db.ManagedDataSource;
import io.dropwizard.jersey.setup.JerseyEnvironment;
import io.dropwizard.lifecycle.AutoCloseableManager;
import jakarta.servlet.DispatcherType;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.EnumSet;
import org.jdbi.v3.core.Jdbi;

/** Wires the saved queries. */
public class SavedQueriesApplication extends Application<SavedQueriesConfiguration> {

    /** From its first byte to its last, also over a slow line. */
    private static final Duration LONGEST_ANSWER = Duration.ofMinutes(10);

    @Override
    public String getName() {
        return "saved-queries";
    }

    @Override
    public void initialize(Bootstrap<SavedQueriesConfiguration> bootstrap) {
        bootstrap.setConfigurationSourceProvider(new SubstitutingSourceProvider(
                bootstrap.getConfigurationSourceProvider(), new EnvironmentVariableSubstitutor(false)));
    }

    @Override
    protected void addDefaultCommands(Bootstrap<SavedQueriesConfiguration> bootstrap) {
        bootstrap.addCommand(new ServeCommand(this));
        bootstrap.addCommand(new CheckCommand<>(this));
    }

    @Override
    public void run(SavedQueriesConfiguration configuration, Environment environment) {
        Loopback.onlyForDemo(configuration);
        Clock clock = Clock.tickMillis(ZoneOffset.UTC);
        Json.configure(environment.getObjectMapper());
        SoundServer.of(environment);

        ManagedDataSource connections = configuration.database().build(environment.metrics(), "store");
        environment.lifecycle().manage(connections);
        Jdbi store = Store.open(connections);
        health(environment, "store", Store.healthCheck(store));
        health(
                environment,
                "query-service",
                new QueryServiceHealthCheck(configuration.queryService().url()));

        People people = new People(
                configuration.people(), new Callers(configuration.queryService().url()));
        SavedQueries queries = new SavedQueries(store, clock);
        SavedProcedures procedures = new SavedProcedures(store, clock);
        QuerySearch search = new QuerySearch(store, configuration.stale(), clock);
        RequestRates rates = new RequestRates(configuration.limits().requestsPerMinute(), clock);

        QueryServiceClient client =
                new QueryServiceClient(configuration.queryService().url(), LONGEST_ANSWER);
        environment.lifecycle().manage(new AutoCloseableManager(client));
        KeptResults results = new KeptResults(store, configuration.results().totalBytes());
        RunAssembly runs = RunAssembly.of(
                store,
                queries,
                procedures,
                results,
                configuration.results().eachBytes(),
                client,
                configuration.queryService().patience(),
                configuration.runs(),
                configuration.isDatabaseEmbedded(),
                clock);
        ScheduleAssembly schedules = ScheduleAssembly.of(
                store,
                runs.scheduled(),
                runs.saved(),
                people.ofSchedules(configuration.schedules().token()),
                configuration.schedules(),
                clock);
        environment.lifecycle().manage(runs.upkeep());
        environment.lifecycle().manage(schedules.turns());

        JerseyEnvironment web = environment.jersey();
        web.register(new PersonFilter(people, rates));
        web.register(new BodyLimit(configuration.limits().bodyBytes()));
        web.register(new SessionResource(people, configuration.oidc().map(OidcSettings::name)));
        configuration
                .oidc()
                .map(settings -> new OidcResource(settings, people, clock))
                .ifPresent(oidc -> {
                    environment.lifecycle().manage(new AutoCloseableManager(oidc));
                    web.register(oidc);
                });
        web.register(new HandThroughResource(
                client,
                configuration.runs().atOnce(),
                configuration.queryService().patience()));
        web.register(runs.resource());
        web.register(schedules.resource());
        web.register(new QueriesResource(queries, search));
        web.register(new ProceduresResource(procedures));
        Links links = new Links(store, queries, results, clock);
        web.register(new LinksResource(links));
        web.register(new LinkResource(links));
        web.register(new SharedResource(links));
        RunDays days = new RunDays(store, clock);
        environment.lifecycle().manage(new Packing(days));
        environment.metrics().gauge("statistics.days-left", () -> days::daysLeft);
        web.register(new StatisticsResource(new Statistics(store), clock));
        web.register(new PageResource());
        environment
                .servlets()
                .addFilter("page-headers", new PageHeaders())
                .addMappingForUrlPatterns(EnumSet.allOf(DispatcherType.class), false, "/*");

        ((AbstractServerFactory) configuration.getServerFactory()).setRegisterDefaultExceptionMappers(false);
        web.register(new ProblemMapper());
        web.register(new RefusedMapper());
        web.register(new JsonErrorMapper());
        web.register(new WebErrorMapper());
        web.register(new UnexpectedErrorMapper());
    }

    private static void health(Environment environment, String name, HealthCheck check) {
        environment.healthChecks().register(name, check);
    }
}
