package dendro.httpserver;

import com.codahale.metrics.MetricRegistry;
import io.dropwizard.metrics.jetty12.InstrumentedConnectionFactory;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.LifeCycle;

/**
 * Has a server that starts accept connections as {@link SerialConnection}s, in place of Jetty's own. Dropwizard builds its
 * connectors itself; this is the moment between that and their start.
 */
final class SerialConnections implements LifeCycle.Listener {

    private final MetricRegistry metrics;

    SerialConnections(MetricRegistry metrics) {
        this.metrics = metrics;
    }

    @Override
    public void lifeCycleStarting(LifeCycle starting) {
        if (starting instanceof Server server) {
            for (Connector connector : server.getConnectors()) {
                makeSerial((ServerConnector) connector);
            }
        }
    }

    private void makeSerial(ServerConnector connector) {
        List<ConnectionFactory> factories = new ArrayList<>();
        for (ConnectionFactory factory : connector.getConnectionFactories()) {
            factories.add(serial(factory, connector));
        }
        connector.setConnectionFactories(factories);
    }

    private ConnectionFactory serial(ConnectionFactory factory, ServerConnector connector) {
        if (factory instanceof HttpConnectionFactory http) {
            return SerialConnection.factoryLike(http);
        }
        if (factory instanceof InstrumentedConnectionFactory timed) {
            HttpConnectionFactory http = timed.getBean(HttpConnectionFactory.class);
            return http == null ? factory : timed(SerialConnection.factoryLike(http), connector);
        }
        return factory;
    }

    /** Under the name that Dropwizard gives it: the timer stays the same one. */
    private ConnectionFactory timed(ConnectionFactory factory, ServerConnector connector) {
        String name = MetricRegistry.name(
                HttpConnectionFactory.class, connector.getHost(), Integer.toString(connector.getPort()), "connections");
        return new InstrumentedConnectionFactory(factory, metrics.timer(name));
    }
}
