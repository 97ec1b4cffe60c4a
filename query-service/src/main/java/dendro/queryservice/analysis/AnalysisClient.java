package dendro.queryservice.analysis;

import io.dropwizard.lifecycle.Managed;
import java.time.Duration;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.http.HttpCookieStore;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;

/** Connections to the process that answers analysts. It passes on what it is given, and adds, follows and keeps nothing. */
final class AnalysisClient implements Managed {

    private static final String NAME = "analysis-client";
    private static final int THREADS = 16;
    private static final Duration TO_CONNECT = Duration.ofSeconds(2);

    private final HttpClient http = new HttpClient(new HttpClientTransportOverHTTP(1));

    /**
     * A client that is not started yet.
     *
     * @param connections how many there may be
     * @param silence how long nothing may come or go over one of them
     */
    AnalysisClient(int connections, Duration silence) {
        QueuedThreadPool threads = new QueuedThreadPool(THREADS);
        threads.setName(NAME);
        threads.setDaemon(true);
        http.setName(NAME);
        http.setExecutor(threads);
        http.setScheduler(new ScheduledExecutorScheduler(NAME + "-scheduler", true));
        http.setConnectTimeout(TO_CONNECT.toMillis());
        http.setIdleTimeout(silence.toMillis());
        http.setMaxConnectionsPerDestination(connections);
        http.setFollowRedirects(false);
        http.setHttpCookieStore(new HttpCookieStore.Empty());
        http.setUserAgentField(null);
        http.setDefaultRequestContentType(null);
    }

    /** A request to a port of this machine. */
    Request request(int port, String pathAndQuery) {
        return http.newRequest("127.0.0.1", port).path(pathAndQuery);
    }

    @Override
    public void start() throws Exception {
        http.start();
        // Starting puts them in: answers are passed on compressed, and refusals as they are.
        http.getContentDecoderFactories().clear();
        http.getProtocolHandlers().clear();
    }

    @Override
    public void stop() throws Exception {
        http.stop();
    }
}
