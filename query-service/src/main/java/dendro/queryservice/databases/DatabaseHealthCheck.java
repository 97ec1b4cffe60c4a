package dendro.queryservice.databases;

import com.codahale.metrics.health.HealthCheck;
import dendro.database.Deadline;
import dendro.database.NamedDatabase;
import dendro.database.ObservedDatabase;
import dendro.problem.ProblemException;
import dendro.queryservice.caller.Privacy;
import java.time.Duration;

/** Whether a database is open and answers. */
public final class DatabaseHealthCheck extends HealthCheck {

    private final NamedDatabase database;
    private final Privacy privacy;
    private final Duration patience;

    /** A check that gives the database this long to answer, and asks for the attributes that are to be private. */
    public DatabaseHealthCheck(NamedDatabase database, Privacy privacy, Duration patience) {
        this.database = database;
        this.privacy = privacy;
        this.patience = patience;
    }

    @Override
    protected Result check() {
        try {
            ObservedDatabase observed = database.newest(Deadline.after(patience));
            privacy.requireKnown(observed);
            return Result.healthy("basis t " + observed.newest().basisT());
        } catch (ProblemException e) {
            return Result.unhealthy(e.problem().detail().replace("%", "%%"));
        }
    }
}
