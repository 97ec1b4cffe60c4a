package dendro.features;

import dendro.database.Databases;
import dendro.database.Deadline;
import dendro.database.ObservedDatabase;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The databases that rows are read from, observed late enough for as many of its rows as the deadline allows. */
public final class Observation {

    private Observation() {}

    /**
     * Databases, by name.
     *
     * @param names of all databases that the rows are read from
     * @param deadline until which the rows' timestamps are waited for; later ones are not waited for at all
     * @throws dendro.problem.ProblemException {@code database-unknown} or {@code database-unavailable}
     */
    public static SortedMap<String, ObservedDatabase> of(
            Databases databases, Collection<String> names, List<EntityAt> rows, Deadline deadline) {
        Instant latest = Instant.EPOCH;
        for (EntityAt row : rows) {
            if (row.timestamp().isAfter(latest) && deadline.reaches(row.timestamp())) {
                latest = row.timestamp();
            }
        }
        SortedMap<String, ObservedDatabase> observed = new TreeMap<>();
        for (String name : names) {
            observed.put(name, databases.named(name).observe(latest, deadline));
        }
        return observed;
    }
}
