package dendro.benchmarks.load;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Where requests are sent, over connections that are kept alive, one for each thread that sends. It is the client that
 * the model-service uses, too: the newer one hands each request to threads of its own, which costs more than what is
 * measured here.
 *
 * @param uri of the endpoint
 * @param token by which the service knows the caller
 * @param patience how long an answer may take
 */
public record Endpoint(URI uri, String token, Duration patience) {

    static {
        // How many idle connections Java keeps to one host, read once; its own default is 5.
        System.setProperty("http.maxConnections", "100");
    }

    /**
     * An answer, read to its end.
     *
     * @param status of HTTP
     * @param body its bytes
     */
    @SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
    public record Answer(int status, byte[] body) {

        /** The body as text. */
        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    /** The answer to a request, whatever it says. */
    public Answer post(byte[] json) {
        return answer(() -> begin(json));
    }

    /** The answer to a request that sends nothing, whatever it says. */
    public Answer get() {
        return answer(() -> opened("GET"));
    }

    private interface Opening {
        HttpURLConnection open() throws IOException;
    }

    private Answer answer(Opening opening) {
        try {
            HttpURLConnection call = opening.open();
            InputStream body = call.getResponseCode() < 400 ? call.getInputStream() : call.getErrorStream();
            try (body) {
                return new Answer(call.getResponseCode(), body.readAllBytes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The service at " + uri + " does not answer.", e);
        }
    }

    /**
     * The body of the answer to a request.
     *
     * @throws IllegalStateException if it is refused, with what the service says
     */
    public byte[] answered(byte[] json) {
        Answer answer = post(json);
        if (answer.status() != HttpURLConnection.HTTP_OK) {
            throw new IllegalStateException("The service answers " + answer.status() + ": " + answer.text());
        }
        return answer.body();
    }

    /**
     * Reads the answer to a request and forgets it.
     *
     * @return how many bytes there were
     * @throws IllegalStateException if it is refused
     */
    public long swallowed(byte[] json) {
        try {
            HttpURLConnection call = begin(json);
            if (call.getResponseCode() != HttpURLConnection.HTTP_OK) {
                throw new IllegalStateException("The service answers " + call.getResponseCode() + ".");
            }
            try (InputStream body = call.getInputStream()) {
                return body.transferTo(OutputStream.nullOutputStream());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The service at " + uri + " does not answer.", e);
        }
    }

    private HttpURLConnection opened(String method) throws IOException {
        HttpURLConnection call = (HttpURLConnection) uri.toURL().openConnection();
        call.setConnectTimeout((int) patience.toMillis());
        call.setReadTimeout((int) patience.toMillis());
        call.setRequestMethod(method);
        call.setRequestProperty("Accept", "application/json");
        call.setRequestProperty("Authorization", "Bearer " + token);
        return call;
    }

    private HttpURLConnection begin(byte[] json) throws IOException {
        HttpURLConnection call = opened("POST");
        call.setRequestProperty("Content-Type", "application/json");
        call.setDoOutput(true);
        try (OutputStream out = call.getOutputStream()) {
            out.write(json);
        }
        return call;
    }
}
