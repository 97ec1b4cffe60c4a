package dendro.queryservice.monitoring;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dendro.database.Databases;
import dendro.database.Deadline;
import dendro.database.NamedDatabase;
import dendro.problem.ProblemException;
import dendro.queryservice.caller.Privacy;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;

/**
 * {@code GET /ready}: 200 if the newest state of every database can be read and has the attributes that are to be private,
 * else 503 naming those of which it cannot or has not, and why. Waits for none.
 */
public final class Readiness extends HttpServlet {

    private final transient Databases databases;
    private final transient Privacy privacy;

    /** The readiness of databases, of which some attributes are to be private. */
    public Readiness(Databases databases, Privacy privacy) {
        this.databases = databases;
        this.privacy = privacy;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        ObjectNode unavailable = JsonNodeFactory.instance.objectNode();
        for (NamedDatabase database : databases.all()) {
            try {
                privacy.requireKnown(database.newest(Deadline.after(Duration.ZERO)));
            } catch (ProblemException e) {
                unavailable.put(database.name(), e.problem().detail());
            }
        }
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("ready", unavailable.isEmpty());
        answer.set("unavailable", unavailable);
        response.setStatus(
                unavailable.isEmpty() ? HttpServletResponse.SC_OK : HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        response.setContentType("application/json");
        response.setCharacterEncoding("UTF-8");
        response.getWriter().write(answer.toString());
    }
}
