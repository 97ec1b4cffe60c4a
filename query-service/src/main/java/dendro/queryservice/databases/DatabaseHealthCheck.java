package dendro.queryservice.databases;

import clojure.lang.Keyword;
import com.codahale.metrics.health.HealthCheck;
import datomic.Database;
import dendro.database.Deadline;
import dendro.database.NamedDatabase;
import dendro.problem.ProblemException;
import java.time.Duration;
import java.util.Set;

/** Whether a database is open and answers. */
public final class DatabaseHealthCheck extends HealthCheck {

    private final NamedDatabase database;
    private final Set<Keyword> privateAttributes;
    private final Duration patience;

    /** A check that gives the database this long to answer, and asks for the attributes that are to be private. */
    public DatabaseHealthCheck(NamedDatabase database, Set<Keyword> privateAttributes, Duration patience) {
        this.privateAttributes = Set.copyOf(privateAttributes);
        this.database = database;
        this.patience = patience;
    }

    @Override
    protected Result check() {
        try {
            Database newest = database.newest(Deadline.after(patience)).newest();
            for (Keyword attribute : privateAttributes) {
                // A misspelt name would leave the attribute that was meant in the open.
                if (newest.attribute(attribute) == null) {
                    return Result.unhealthy(
                            "The attribute " + attribute + ", configured to be private, is not in the schema.");
                }
            }
            return Result.healthy("basis t " + newest.basisT());
        } catch (ProblemException e) {
            return Result.unhealthy(e.problem().detail().replace("%", "%%"));
        }
    }
}
