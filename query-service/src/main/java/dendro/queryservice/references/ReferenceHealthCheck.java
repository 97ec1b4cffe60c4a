package dendro.queryservice.references;

import com.codahale.metrics.health.HealthCheck;
import datomic.Database;
import dendro.database.Databases;
import dendro.database.Deadline;
import dendro.problem.Problem;
import dendro.problem.ProblemType;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** Whether a declared reference fits the schemas. A database that does not answer has a check of its own. */
public final class ReferenceHealthCheck extends HealthCheck {

    private final Reference reference;
    private final Databases databases;
    private final Duration patience;

    /** A check that gives the databases this long to answer. */
    public ReferenceHealthCheck(Reference reference, Databases databases, Duration patience) {
        this.reference = reference;
        this.databases = databases;
        this.patience = patience;
    }

    @Override
    protected Result check() {
        Deadline deadline = Deadline.after(patience);
        Function<String, Database> schemas =
                name -> databases.named(name).newest(deadline).newest();
        Optional<Problem> problem = reference.problem(schemas);
        if (problem.isEmpty()) {
            return reference
                    .problemBackwards(schemas.apply(reference.from().database()))
                    .map(backwards -> Result.healthy(message(backwards)))
                    .orElseGet(Result::healthy);
        }
        String detail = message(problem.get());
        return problem.get().type() == ProblemType.DATABASE_UNAVAILABLE
                ? Result.healthy("not checked: " + detail)
                : Result.unhealthy(detail);
    }

    private static String message(Problem problem) {
        return problem.detail().replace("%", "%%");
    }
}
