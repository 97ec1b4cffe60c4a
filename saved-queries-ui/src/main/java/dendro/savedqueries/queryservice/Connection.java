package dendro.savedqueries.queryservice;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.io.Connection.UpgradeTo;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ConnectionMetaData;

/**
 * The connection that a request came by, while its answer is waited for. Jetty reads nothing from an HTTP/1 connection
 * between the end of a request and the end of its answer, so it would not see that a page has been closed; here a byte is
 * read now and then to see that, as the query-service does. A byte that does come belongs to a next request: it is given
 * back, and the page taken to be there from then on.
 */
public final class Connection implements Asker {

    private final ConnectionMetaData metadata;
    private boolean isGone;
    private boolean isSendingMore;

    /** The connection of a request whose body has been read. */
    public Connection(HttpServletRequest request) {
        this.metadata = ServletContextRequest.getServletContextRequest(request).getConnectionMetaData();
    }

    @Override
    public boolean isGone() {
        if (!isGone && !isSendingMore && metadata.getConnection() instanceof UpgradeTo http1 && isVersion1()) {
            isGone = isClosed(metadata.getConnection().getEndPoint(), http1);
        }
        return isGone;
    }

    private boolean isVersion1() {
        return metadata.getProtocol().startsWith("HTTP/1.");
    }

    private boolean isClosed(EndPoint endPoint, UpgradeTo http1) {
        ByteBuffer next = ByteBuffer.allocate(1).limit(0);
        try {
            int read = endPoint.fill(next);
            if (read > 0) {
                isSendingMore = true;
                http1.onUpgradeTo(next);
            }
            return read < 0;
        } catch (IOException e) {
            return true;
        }
    }
}
