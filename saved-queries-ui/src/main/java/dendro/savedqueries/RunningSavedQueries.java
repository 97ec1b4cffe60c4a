package dendro.savedqueries;

import io.dropwizard.core.setup.Environment;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** Saved queries in this process, for the demo and for tests; closing it stops the server. */
public final class RunningSavedQueries implements AutoCloseable {

    private final Server server;

    private RunningSavedQueries(Server server) {
        this.server = server;
    }

    /**
     * Starts the service and returns once it listens.
     *
     * @throws IllegalStateException if it does not start, with the cause
     */
    public static RunningSavedQueries start(Path configuration) {
        List<Server> started = new ArrayList<>();
        SavedQueriesApplication application = new SavedQueriesApplication() {
            @Override
            public void run(SavedQueriesConfiguration parsed, Environment environment) {
                super.run(parsed, environment);
                environment.lifecycle().addServerLifecycleListener(started::add);
            }

            @Override
            protected void onFatalError(Throwable error) {
                throw new IllegalStateException("The saved queries do not start: " + error.getMessage(), error);
            }
        };
        try {
            application.run("server", configuration.toString());
        } catch (IllegalStateException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("The saved queries do not start: " + e.getMessage(), e);
        }
        if (started.isEmpty()) {
            throw new IllegalStateException("The saved queries refuse their configuration, " + configuration + ".");
        }
        return new RunningSavedQueries(started.get(0));
    }

    /** Where the service listens. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + port(0));
    }

    /** Where its admin pages listen. */
    public URI adminUri() {
        return URI.create("http://127.0.0.1:" + port(1));
    }

    private int port(int connector) {
        return ((ServerConnector) server.getConnectors()[connector]).getLocalPort();
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("The saved queries do not stop: " + e.getMessage(), e);
        }
    }
}
