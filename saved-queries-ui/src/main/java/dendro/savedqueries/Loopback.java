package dendro.savedqueries;

import dendro.problem.Problem;
import dendro.problem.ProblemType;
import io.dropwizard.core.server.DefaultServerFactory;
import io.dropwizard.core.server.ServerFactory;
import io.dropwizard.core.server.SimpleServerFactory;
import io.dropwizard.jetty.ConnectorFactory;
import io.dropwizard.jetty.HttpConnectorFactory;
import java.util.ArrayList;
import java.util.List;

/** Where the service listens while everybody may be who they like: on this machine only. */
final class Loopback {

    private static final String ADDRESS = "127.0.0.1";

    private Loopback() {}

    /**
     * Binds connectors that name no address to loopback: the admin pages, which never ask who comes, and the others too in
     * demo mode.
     *
     * @throws dendro.problem.ProblemException in demo mode, if a connector names another address
     */
    static void onlyForDemo(SavedQueriesConfiguration configuration) {
        ServerFactory server = configuration.getServerFactory();
        List<ConnectorFactory> application = new ArrayList<>();
        List<ConnectorFactory> admin = new ArrayList<>();
        if (server instanceof DefaultServerFactory several) {
            application.addAll(several.getApplicationConnectors());
            admin.addAll(several.getAdminConnectors());
        } else if (server instanceof SimpleServerFactory one) {
            application.add(one.getConnector());
        }
        http(admin).stream()
                .filter(connector -> connector.getBindHost() == null)
                .forEach(Loopback::bind);
        if (!configuration.isDemo()) {
            return;
        }
        for (HttpConnectorFactory connector : http(application)) {
            if (connector.getBindHost() == null) {
                bind(connector);
            } else if (!connector.getBindHost().matches("127\\.[0-9.]+|localhost|\\[?::1]?")) {
                throw new Problem(
                                ProblemType.REQUEST_INVALID,
                                "In demo mode whoever reaches " + connector.getBindHost()
                                        + " could be anybody. Leave demo out, or leave bindHost out to serve this machine"
                                        + " only.")
                        .exception();
            }
        }
    }

    private static List<HttpConnectorFactory> http(List<ConnectorFactory> connectors) {
        return connectors.stream()
                .filter(HttpConnectorFactory.class::isInstance)
                .map(HttpConnectorFactory.class::cast)
                .toList();
    }

    private static void bind(HttpConnectorFactory connector) {
        connector.setBindHost(ADDRESS);
    }
}
