package dendro.features;

import dendro.database.Databases;
import dendro.database.Deadline;
import dendro.database.ObservedDatabase;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The databases of a reading, observed late enough for as many of its rows as the deadline allows. */
public final class Observation {

    private Observation() {}

    /**
     * Every database that is read, by name.
     *
     * @param deadline until which the rows' timestamps are waited for; later ones are not waited for at all
     * @throws dendro.problem.ProblemException {@code database-unknown} or {@code database-unavailable}
     */
    public static Map<String, ObservedDatabase> of(
            Databases databases, Reading reading, List<EntityAt> rows, Deadline deadline) {
        Instant latest = rows.stream()
                .map(EntityAt::timestamp)
                .filter(deadline::reaches)
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
        Map<String, ObservedDatabase> observed = new TreeMap<>();
        for (String name : reading.databases()) {
            observed.put(name, databases.named(name).observe(latest, deadline));
        }
        return observed;
    }
}
