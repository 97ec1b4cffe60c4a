package dendro.queryservice.analysis;

import com.fasterxml.jackson.annotation.JsonProperty;
import dendro.database.DatabaseLocation;
import dendro.problem.Problem;
import dendro.problem.ProblemType;
import io.dropwizard.util.DataSize;
import jakarta.validation.constraints.NotNull;
import java.util.Map;

/** The part of the YAML that has analysts answered by a process of their own. */
public final class AnalysisSettings {

    @NotNull
    @JsonProperty
    private DataSize heap = DataSize.gibibytes(2);

    /** The heap that the process may fill, beside that of the service itself. */
    DataSize heap() {
        return heap;
    }

    /**
     * Makes sure that another process can read what this one reads.
     *
     * @throws dendro.problem.ProblemException {@code request-invalid} naming a database that lives in one process only
     */
    public static void requireShared(Map<String, DatabaseLocation> databases) {
        databases.forEach((name, location) -> {
            if (location instanceof DatabaseLocation.Memory memory
                    && memory.seed().isEmpty()) {
                throw new Problem(
                                ProblemType.REQUEST_INVALID,
                                "The database '" + name + "' is in the memory of this process and has no seed, so a"
                                        + " process of its own for analysis could not see it. Give it a seed, or leave"
                                        + " 'analysis' out.")
                        .exception();
            }
        });
    }
}
