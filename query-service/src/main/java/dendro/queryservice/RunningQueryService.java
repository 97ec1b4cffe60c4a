package dendro.queryservice;

import io.dropwizard.core.setup.Environment;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** A query-service in this process, for the demo and for tests; closing it stops the server. */
public final class RunningQueryService implements AutoCloseable {

    private final Server server;
    private final List<Class<?>> resources;

    private RunningQueryService(Server server, List<Class<?>> resources) {
        this.server = server;
        this.resources = List.copyOf(resources);
    }

    /**
     * Starts the service and returns once it listens.
     *
     * @throws IllegalStateException if it does not start, with the cause
     */
    public static RunningQueryService start(Path configuration) {
        List<Server> started = new ArrayList<>();
        List<Class<?>> resources = new ArrayList<>();
        QueryServiceApplication application = new QueryServiceApplication() {
            @Override
            public void run(QueryServiceConfiguration parsed, Environment environment) {
                super.run(parsed, environment);
                environment.lifecycle().addServerLifecycleListener(started::add);
                environment.jersey().getResourceConfig().getClasses().stream()
                        .filter(type -> type.isAnnotationPresent(jakarta.ws.rs.Path.class))
                        .forEach(resources::add);
            }

            @Override
            protected void onFatalError(Throwable error) {
                throw new IllegalStateException("The query-service does not start: " + error.getMessage(), error);
            }
        };
        try {
            application.run("server", configuration.toString());
        } catch (IllegalStateException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("The query-service does not start: " + e.getMessage(), e);
        }
        if (started.isEmpty()) {
            throw new IllegalStateException("The query-service refuses its configuration, " + configuration + ".");
        }
        return new RunningQueryService(started.get(0), resources);
    }

    /** Where the service listens. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + port(0));
    }

    /** Where its admin pages listen. */
    public URI adminUri() {
        return URI.create("http://127.0.0.1:" + port(1));
    }

    /** The resources that it serves. */
    List<Class<?>> resources() {
        return resources;
    }

    /** The addresses it listens on. */
    List<String> boundTo() {
        return Arrays.stream(server.getConnectors())
                .map(connector -> String.valueOf(((ServerConnector) connector).getHost()))
                .toList();
    }

    private int port(int connector) {
        return ((ServerConnector) server.getConnectors()[connector]).getLocalPort();
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("The query-service does not stop: " + e.getMessage(), e);
        }
    }
}
