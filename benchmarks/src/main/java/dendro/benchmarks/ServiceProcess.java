package dendro.benchmarks;

import dendro.benchmarks.load.Endpoint;
import dendro.benchmarks.load.Loopback;
import dendro.demo.process.ChildProcess;
import dendro.demo.process.JavaProgram;
import dendro.demo.process.Processes;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A query-service as a process of its own, as {@code bin/query-service} starts it; closing it ends the process. */
final class ServiceProcess implements AutoCloseable {

    private static final Duration TO_START = Duration.ofMinutes(2);

    private final Processes processes;
    private final int port;
    private final int adminPort;

    private ServiceProcess(Processes processes, int port, int adminPort) {
        this.processes = processes;
        this.port = port;
        this.adminPort = adminPort;
    }

    /**
     * Starts a service and returns once its databases answer.
     *
     * @param root of the modules, which have been built
     * @param folder for its configuration and log
     * @param databases by name, as its configuration has them
     * @param more lines of its configuration, such as its limits
     * @param analysts how many it knows
     * @param flags of its JVM
     */
    static ServiceProcess start(
            Path root,
            Path folder,
            Map<String, String> databases,
            String more,
            int analysts,
            Cores cores,
            List<String> flags) {
        int port = Loopback.freePort();
        int adminPort = Loopback.freePort();
        Path configuration =
                ServiceFiles.write(folder.resolve("query-service.yml"), databases, more, analysts, port, adminPort);
        List<String> allFlags = new ArrayList<>(List.of("@" + root.resolve("query-service/jvm.flags")));
        allFlags.addAll(cores.flags());
        allFlags.addAll(flags);
        Processes processes = new Processes(folder);
        try {
            ChildProcess child = processes.start(
                    JavaProgram.ofModule(root.resolve("query-service"), "dendro.queryservice.QueryServiceMain")
                            .launchedBy(cores.launcher())
                            .withFlags(allFlags)
                            .withArguments("server", configuration.toString()));
            ServiceProcess service = new ServiceProcess(processes, port, adminPort);
            processes.awaitReady(child, service::isReady, TO_START);
            return service;
        } catch (RuntimeException e) {
            processes.close();
            throw e;
        }
    }

    /** Where it listens. */
    URI uri() {
        return Loopback.uri(port, "");
    }

    /** An endpoint of it. */
    Endpoint endpoint(String path, String token, Duration patience) {
        return new Endpoint(Loopback.uri(port, path), token, patience);
    }

    /** The sum of a metric over the lines of the service's own that begin so. */
    double metric(String line) {
        return sum("/prometheus", line);
    }

    /** The same of the process that answers analysts, where there is one. */
    double analysisMetric(String line) {
        return sum("/analysis/prometheus", line);
    }

    private double sum(String page, String line) {
        return Loopback.page(adminPort, page)
                .lines()
                .filter(each -> each.startsWith(line))
                .mapToDouble(each -> Double.parseDouble(each.substring(each.lastIndexOf(' ') + 1)))
                .sum();
    }

    private boolean isReady() {
        try {
            return Loopback.page(adminPort, "/ready").contains("true");
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        processes.close();
    }
}
