package dendro.modelservice.world;

import com.codahale.metrics.health.HealthCheck;
import dendro.modelservice.ModelService;
import dendro.modelservice.ModelServiceConfiguration;
import io.dropwizard.core.setup.Environment;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** A model-service in this process; closing it stops it as SIGTERM would. */
public final class RunningModelService implements AutoCloseable {

    private final Server server;
    private final Environment environment;

    private RunningModelService(Server server, Environment environment) {
        this.server = server;
        this.environment = environment;
    }

    /** Starts a service and returns once it listens. */
    public static RunningModelService start(World world, ServiceSettings settings) {
        List<RunningModelService> started = new ArrayList<>();
        ModelService service = new ModelService() {
            @Override
            public void run(ModelServiceConfiguration configuration, Environment environment) {
                super.run(configuration, environment);
                environment
                        .lifecycle()
                        .addServerLifecycleListener(
                                server -> started.add(new RunningModelService(server, environment)));
            }

            @Override
            protected void onFatalError(Throwable error) {
                throw new IllegalStateException(error);
            }
        };
        Path file = world.write("model-service", settings.yaml());
        try {
            service.run("server", file.toString());
        } catch (Exception e) { // Application.run declares Exception
            throw new IllegalStateException(e);
        }
        return started.get(0);
    }

    /** Where it listens. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + ((ServerConnector) server.getConnectors()[0]).getLocalPort());
    }

    /** What a health check says. */
    public HealthCheck.Result health(String name) {
        return environment.healthChecks().runHealthCheck(name);
    }

    /** How many scores it has committed. */
    public long scored() {
        return (long) metric("dendro_scoring_scores_total");
    }

    /** How often it had to try again. */
    public long retries() {
        return (long) metric("dendro_scoring_retries_total");
    }

    /** The sum over the lines of what it exports to Prometheus that begin so. */
    public double metric(String line) {
        return exported()
                .lines()
                .filter(each -> each.startsWith(line))
                .mapToDouble(each -> Double.parseDouble(each.substring(each.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** What it exports to Prometheus. */
    public String exported() {
        int admin = ((ServerConnector) server.getConnectors()[1]).getLocalPort();
        try (InputStream page =
                URI.create("http://127.0.0.1:" + admin + "/prometheus").toURL().openStream()) {
            return new String(page.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) { // Jetty's stop declares Exception
            throw new IllegalStateException(e);
        }
    }
}
