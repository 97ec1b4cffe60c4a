package dendro.savedqueries.statistics;

import com.codahale.metrics.annotation.Timed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** {@code GET /api/statistics}: what everybody has asked in a period. */
@Path("/api/statistics")
@Produces(MediaType.APPLICATION_JSON)
public final class StatisticsResource {

    private final Statistics statistics;
    private final Clock clock;

    /** The resource over statistics. */
    public StatisticsResource(Statistics statistics, Clock clock) {
        this.statistics = statistics;
        this.clock = clock;
    }

    /** The counts of a period, by default of the last 30 days. */
    @GET
    @Timed
    public Object statistics(
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("zone") @Nullable String zone) {
        return statistics.of(Period.of(from, to, zone, clock.instant()));
    }
}
