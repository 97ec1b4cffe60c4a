package dendro.queryservice.analysis;

import io.dropwizard.core.setup.Environment;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Puts the process that answers analysts in the place of the endpoints that are theirs. */
public final class AnalysisApart {

    /** What another process answers; what each of them begins with, too. */
    private static final List<String> PATHS =
            List.of("/v1/query/*", "/v1/queries/*", "/v1/training-set/*", "/v1/databases/*");

    /** Where its admin pages are among those of the service. */
    private static final String ADMIN = "/analysis";

    /** More than may run and wait there; each holds a thread that serves requests here. */
    private static final int REQUESTS = 256;

    private static final int PAGES = 16;

    private AnalysisApart() {}

    /**
     * Has the process started with the service and ended with it.
     *
     * @param configuration the YAML of the service
     * @param root the path that all endpoints are below; empty if none
     * @param silence how long a sound answer may keep its client waiting for a byte
     * @param mostBytes that a request may hold
     */
    public static void in(
            Environment environment,
            AnalysisSettings settings,
            Path configuration,
            String root,
            Duration silence,
            int mostBytes) {
        AnalysisProcess process = new AnalysisProcess(AnalysisProgram.command(
                LowestClaim.launcher(),
                ManagementFactory.getRuntimeMXBean().getInputArguments(),
                settings.heap(),
                configuration));
        AnalysisClient client = new AnalysisClient(REQUESTS + PAGES, silence);
        environment.lifecycle().manage(client);
        environment.lifecycle().manage(process);
        environment.healthChecks().register("analysis process", new AnalysisHealthCheck(process));
        environment
                .servlets()
                .addServlet(
                        "analysis",
                        new AnalysisProxy(
                                client, () -> process.listening().map(Listening::port), REQUESTS, root, mostBytes))
                .addMapping(PATHS.stream().map(path -> root + path).toArray(String[]::new));
        environment
                .admin()
                .addServlet(
                        "analysis",
                        new AnalysisProxy(
                                client, () -> process.listening().map(Listening::adminPort), PAGES, ADMIN, mostBytes))
                .addMapping(ADMIN + "/*");
    }
}
