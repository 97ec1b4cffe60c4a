package dendro.httpserver;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/**
 * Takes in what a client is still sending after its request has been refused, up to a bound. A connection that is closed with
 * bytes unread is reset, and a reset can overtake the answer: the client would learn that its connection broke, not why.
 */
final class UnreadBody extends HttpFilter {

    private static final long serialVersionUID = 1L;

    private static final int REFUSALS = 400;
    private static final long MOST_BYTES = 32L << 20;
    private static final Duration LONGEST = Duration.ofSeconds(5);

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        chain.doFilter(request, response);
        if (response.getStatus() >= REFUSALS && !request.isAsyncStarted()) {
            response.flushBuffer();
            takeIn(request.getInputStream());
        }
    }

    private static void takeIn(InputStream body) {
        long end = System.nanoTime() + LONGEST.toNanos();
        byte[] part = new byte[1 << 14];
        long taken = 0;
        try {
            for (int read = body.read(part); read >= 0; read = body.read(part)) {
                taken += read;
                if (taken > MOST_BYTES || System.nanoTime() > end) {
                    return;
                }
            }
        } catch (IOException e) {
            // Whoever sent it has gone, or sends what is no body; it has been answered.
        }
    }
}
