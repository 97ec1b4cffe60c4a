package dendro.queryservice.databases;

import com.codahale.metrics.health.HealthCheck;
import dendro.database.Deadline;
import dendro.database.NamedDatabase;
import dendro.problem.ProblemException;
import java.time.Duration;

/** Whether a database is open and answers. */
public final class DatabaseHealthCheck extends HealthCheck {

    private final NamedDatabase database;
    private final Duration patience;

    /** A check that gives the database this long to answer. */
    public DatabaseHealthCheck(NamedDatabase database, Duration patience) {
        this.database = database;
        this.patience = patience;
    }

    @Override
    protected Result check() {
        try {
            long t = database.newest(Deadline.after(patience)).newest().basisT();
            return Result.healthy("basis t " + t);
        } catch (ProblemException e) {
            return Result.unhealthy(e.problem().detail().replace("%", "%%"));
        }
    }
}
