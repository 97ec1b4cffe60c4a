package dendro.queryservice;

import com.fasterxml.jackson.databind.ObjectMapper;
import dendro.queryservice.analysis.Listening;
import io.dropwizard.configuration.ConfigurationException;
import io.dropwizard.configuration.ConfigurationFactory;
import io.dropwizard.configuration.ConfigurationFactoryFactory;
import io.dropwizard.configuration.ConfigurationSourceProvider;
import io.dropwizard.core.server.ServerFactory;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.core.setup.Environment;
import java.io.IOException;
import net.sourceforge.argparse4j.inf.Namespace;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/**
 * The command {@code analysis}, by which a query-service starts the process that answers its analysts: the same on the same
 * configuration, but that it listens on ports of its own of 127.0.0.1, which it tells on a line of its output.
 */
final class AnalysisCommand extends ServeCommand {

    /**
     * What the service in front of it does for both is left to that one: compressing, telling the date, logging requests,
     * losing patience with clients.
     */
    private static final String SERVER = """
            {"applicationConnectors": [{"type": "http", "bindHost": "127.0.0.1", "port": 0, "useDateHeader": false,
                                        "maxRequestHeaderSize": "64KiB", "idleTimeout": "%dms"}],
             "adminConnectors": [{"type": "http", "bindHost": "127.0.0.1", "port": 0, "useDateHeader": false,
                                  "idleTimeout": "%dms"}],
             "requestLog": {"appenders": []},
             "gzip": {"enabled": false},
             "shutdownGracePeriod": "1s"}
            """;

    AnalysisCommand(QueryServiceApplication application) {
        super(application, "analysis", "Answers analysts for the query-service that starts it");
    }

    @Override
    @SuppressWarnings("unchecked") // as the command that this one extends
    public void run(Bootstrap<?> wildcard, Namespace namespace) throws Exception {
        Bootstrap<QueryServiceConfiguration> bootstrap = (Bootstrap<QueryServiceConfiguration>) wildcard;
        ConfigurationFactoryFactory<QueryServiceConfiguration> ofService = bootstrap.getConfigurationFactoryFactory();
        // Before logging is configured, which opens its files.
        bootstrap.setConfigurationFactoryFactory((type, validator, mapper, prefix) ->
                new OfAnalysis(ofService.create(type, validator, mapper, prefix), mapper));
        super.run(bootstrap, namespace);
    }

    @Override
    protected void run(Environment environment, Namespace namespace, QueryServiceConfiguration configuration)
            throws Exception {
        environment.lifecycle().addServerLifecycleListener(AnalysisCommand::tell);
        super.run(environment, namespace, configuration);
    }

    private static void tell(Server server) {
        Listening listening = new Listening(
                ((ServerConnector) server.getConnectors()[0]).getLocalPort(),
                ((ServerConnector) server.getConnectors()[1]).getLocalPort());
        System.out.println(listening.line());
        System.out.flush();
    }

    private record OfAnalysis(ConfigurationFactory<QueryServiceConfiguration> ofService, ObjectMapper mapper)
            implements ConfigurationFactory<QueryServiceConfiguration> {

        @Override
        public QueryServiceConfiguration build(ConfigurationSourceProvider provider, String path)
                throws IOException, ConfigurationException {
            return changed(ofService.build(provider, path));
        }

        @Override
        public QueryServiceConfiguration build() throws IOException, ConfigurationException {
            return changed(ofService.build());
        }

        private QueryServiceConfiguration changed(QueryServiceConfiguration configuration) throws IOException {
            // Longer than the service's own, so that it is never this side that closes a connection that is about to be
            // used.
            long idle = configuration.limits().silence().plusSeconds(60).toMillis();
            configuration.becomeAnalysis(mapper.readValue(SERVER.formatted(idle, idle), ServerFactory.class));
            return configuration;
        }
    }
}
