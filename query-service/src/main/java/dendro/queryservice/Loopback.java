package dendro.queryservice;

import dendro.problem.Problem;
import dendro.problem.ProblemType;
import io.dropwizard.core.server.DefaultServerFactory;
import io.dropwizard.core.server.ServerFactory;
import io.dropwizard.core.server.SimpleServerFactory;
import io.dropwizard.jetty.ConnectorFactory;
import io.dropwizard.jetty.HttpConnectorFactory;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where the service listens while it asks nobody who they are: on this machine only. Its admin pages never ask. */
final class Loopback {

    private static final Logger LOG = LoggerFactory.getLogger(Loopback.class);
    private static final String ADDRESS = "127.0.0.1";
    private static final String LOOPBACK = "127\\.[0-9.]+|localhost|\\[?::1]?";

    private Loopback() {}

    /**
     * Binds connectors that name no address to loopback: those of the admin pages, and the others too if no callers are
     * configured. An address that is named for admin pages is taken, and warned of.
     *
     * @throws dendro.problem.ProblemException if no callers are configured and a connector names another address
     */
    static void onlyUnlessCallersAreKnown(QueryServiceConfiguration configuration) {
        ServerFactory server = configuration.getServerFactory();
        List<ConnectorFactory> application = new ArrayList<>();
        List<ConnectorFactory> admin = new ArrayList<>();
        if (server instanceof DefaultServerFactory several) {
            application.addAll(several.getApplicationConnectors());
            admin.addAll(several.getAdminConnectors());
        } else if (server instanceof SimpleServerFactory one) {
            application.add(one.getConnector());
            admin.add(one.getConnector());
        }
        bindUnbound(admin);
        if (configuration.callers().isEmpty()) {
            bindUnbound(application);
            requireLoopback(application);
            LOG.warn(
                    "no callers are configured: everybody on this machine may ask everything, and nobody else is served");
        }
        elsewhere(admin)
                .forEach(address -> LOG.warn(
                        "admin pages ask nobody who they are, and are served to whoever reaches {}; see to it that only those"
                                + " who may run tasks and read metrics do",
                        address));
    }

    private static void bindUnbound(List<ConnectorFactory> connectors) {
        http(connectors).stream()
                .filter(connector -> connector.getBindHost() == null)
                .forEach(connector -> connector.setBindHost(ADDRESS));
    }

    private static void requireLoopback(List<ConnectorFactory> connectors) {
        elsewhere(connectors).forEach(address -> {
            throw new Problem(
                            ProblemType.REQUEST_INVALID,
                            "No callers are configured, so whoever reaches " + address
                                    + " could read every database. Configure callers, or leave bindHost out to serve"
                                    + " this machine only.")
                    .exception();
        });
    }

    /** The addresses of those that others can reach. */
    private static List<String> elsewhere(List<ConnectorFactory> connectors) {
        return http(connectors).stream()
                .map(HttpConnectorFactory::getBindHost)
                .filter(address -> !address.matches(LOOPBACK))
                .toList();
    }

    private static List<HttpConnectorFactory> http(List<ConnectorFactory> connectors) {
        return connectors.stream()
                .filter(HttpConnectorFactory.class::isInstance)
                .map(HttpConnectorFactory.class::cast)
                .toList();
    }
}
