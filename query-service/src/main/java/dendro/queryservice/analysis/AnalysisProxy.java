package dendro.queryservice.analysis;

import dendro.problem.Problem;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import dendro.queryservice.problem.ProblemMapper;
import dendro.queryservice.request.Connection;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jetty.client.InputStreamResponseListener;
import org.eclipse.jetty.client.OutputStreamRequestContent;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.io.EofException;

/**
 * Passes requests on to the process that answers analysts, and its answers back, both as streams. Who asks, what may be asked
 * and how much is decided there. The thread that serves a request waits for its answer, as it does where there is no such
 * process, so that it can see now and then whether its client is still there.
 */
final class AnalysisProxy extends HttpServlet {

    private static final long serialVersionUID = 1L;

    /** How soon it is seen that a client has gone. */
    private static final long LOOK_MILLIS = 100;

    private static final int PART = 1 << 14;

    /** Of one connection, and not of what goes over it; or said anew by whoever sends it on. */
    private static final Set<String> OF_THE_CONNECTION = Set.of(
            "connection",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authorization",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    private static final Set<String> OF_THE_REQUEST_ALONE = Set.of("host", "expect", "content-length");

    private final transient AnalysisClient client;
    private final transient Supplier<Optional<Integer>> port;
    private final transient Semaphore places;
    private final String prefix;
    private final int mostBytes;

    /**
     * A proxy.
     *
     * @param port where the process listens; empty while it does not
     * @param places how many requests may be passed on at a time
     * @param prefix of paths here that they do not have there
     * @param mostBytes that a request may hold
     */
    AnalysisProxy(AnalysisClient client, Supplier<Optional<Integer>> port, int places, String prefix, int mostBytes) {
        this.client = client;
        this.port = port;
        this.places = new Semaphore(places);
        this.prefix = prefix;
        this.mostBytes = mostBytes;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            if (!places.tryAcquire()) {
                throw overloaded("So many requests are with the process that answers analysts already");
            }
            try {
                Request passed = passed(request);
                try {
                    exchange(request, response, passed);
                } catch (IOException | RuntimeException e) {
                    var unused = passed.abort(e);
                    throw e;
                }
            } finally {
                places.release();
            }
        } catch (ProblemException e) {
            // The body may not have been read; a client that is not told sends its next request into it.
            response.setHeader("Connection", "close");
            ProblemMapper.write(e.problem(), response);
        }
    }

    private Request passed(HttpServletRequest request) {
        int to = port.get()
                .orElseThrow(() -> overloaded("The process that answers analysts does not run and is being started"));
        String path = request.getRequestURI();
        String before = request.getContextPath() + prefix;
        if (!path.startsWith(before + "/") || path.startsWith("//", before.length())) {
            throw new Problem(ProblemType.REQUEST_INVALID, "The path " + path + " leads nowhere.").exception();
        }
        String query = request.getQueryString() == null ? "" : "?" + request.getQueryString();
        Set<String> dropped = Stream.concat(
                        Collections.list(request.getHeaders("Connection")).stream()
                                .flatMap(names -> Stream.of(names.split(",", -1)))
                                .map(name -> name.strip().toLowerCase(Locale.ROOT)),
                        Stream.concat(OF_THE_CONNECTION.stream(), OF_THE_REQUEST_ALONE.stream()))
                .collect(Collectors.toSet());
        List<HttpField> headers = Collections.list(request.getHeaderNames()).stream()
                .filter(name -> !dropped.contains(name.toLowerCase(Locale.ROOT)))
                .flatMap(name ->
                        Collections.list(request.getHeaders(name)).stream().map(value -> new HttpField(name, value)))
                .toList();
        return client.request(to, path.substring(before.length()) + query)
                .method(request.getMethod())
                .headers(all -> headers.forEach(all::add));
    }

    private void exchange(HttpServletRequest request, HttpServletResponse response, Request passed) throws IOException {
        try (InputStreamResponseListener answer = new InputStreamResponseListener()) {
            if (hasBody(request)) {
                sendWithBody(request, passed, answer);
            } else {
                passed.send(answer);
            }
            Response head = awaited(answer, new Connection(request));
            response.setStatus(head.getStatus());
            for (HttpField header : head.getHeaders()) {
                if (!OF_THE_CONNECTION.contains(header.getLowerCaseName())) {
                    response.addHeader(header.getName(), header.getValue());
                } else if (header.contains("close")) {
                    response.setHeader("Connection", "close");
                }
            }
            try (InputStream body = answer.getInputStream()) {
                passOn(body, response.getOutputStream());
            }
        }
    }

    /** A body that was sent compressed has no length any more. */
    private static boolean hasBody(HttpServletRequest request) {
        return request.getContentLengthLong() > 0
                || request.getContentType() != null
                || request.getHeader("Transfer-Encoding") != null;
    }

    private void sendWithBody(HttpServletRequest request, Request passed, InputStreamResponseListener answer)
            throws IOException {
        long length = request.getContentLengthLong();
        requireAtMost(length);
        OutputStreamRequestContent content = new OutputStreamRequestContent(request.getContentType()) {
            @Override
            public long getLength() {
                return length;
            }
        };
        passed.body(content).send(answer);
        InputStream body = request.getInputStream();
        byte[] part = new byte[PART];
        long sent = 0;
        for (int read = body.read(part); read >= 0; read = body.read(part)) {
            sent += read;
            requireAtMost(sent);
            if (!isTaken(content.getOutputStream(), part, read)) {
                return;
            }
        }
        content.close();
    }

    /** A body that is not taken has been answered before its end, or never will be: the answer tells. */
    private static boolean isTaken(OutputStream to, byte[] part, int length) {
        try {
            to.write(part, 0, length);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private void requireAtMost(long bytes) {
        if (bytes > mostBytes) {
            throw new Problem(ProblemType.TOO_LARGE, "The request holds more than " + mostBytes + " bytes.")
                    .exception();
        }
    }

    /** The client of the process gives up in time. */
    private static Response awaited(InputStreamResponseListener answer, Connection client) {
        while (true) {
            try {
                return answer.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                if (client.isGone()) {
                    throw new Problem(
                                    ProblemType.QUERY_CANCELLED,
                                    "The client has gone while the process that answers analysts worked on this.")
                            .exception(e);
                }
            } catch (ExecutionException e) {
                throw overloaded("The process that answers analysts ended before it answered");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw overloaded("The service is stopping");
            }
        }
    }

    private static void passOn(InputStream from, OutputStream to) throws IOException {
        byte[] part = new byte[PART];
        for (int read = read(from, part); read >= 0; read = read(from, part)) {
            to.write(part, 0, read);
            // Whoever reads a stream waits for what has come, not for a buffer to be full.
            to.flush();
        }
    }

    /** An answer that breaks off there must break off here: it must not look whole. */
    private static int read(InputStream from, byte[] part) throws IOException {
        try {
            return from.read(part);
        } catch (IOException e) {
            throw new EofException(e);
        }
    }

    private static ProblemException overloaded(String why) {
        return new Problem(ProblemType.OVERLOADED, why + ". Try again in a moment.")
                .with("pool", "analysis")
                .exception();
    }
}
