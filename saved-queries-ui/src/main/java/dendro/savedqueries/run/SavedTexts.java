package dendro.savedqueries.run;

import com.fasterxml.jackson.databind.JsonNode;
import dendro.problem.ProblemException;
import java.util.OptionalInt;
import java.util.UUID;

/** Where the texts of saved queries and procedures are to be had. */
public interface SavedTexts {

    /**
     * A version of a saved query.
     *
     * @param version the newest if it is absent
     * @throws ProblemException if there is none
     */
    SavedText query(UUID query, OptionalInt version);

    /**
     * The rules of a saved procedure's version, {@code [[(name ?x) clause…] …]}.
     *
     * @throws ProblemException if there is none
     */
    String rules(String procedure, int version);

    /**
     * One version of a saved query, as far as a run needs it.
     *
     * @param query its id
     * @param version which
     * @param name of the query in this version
     * @param text of the query
     * @param parameters declared beside it
     * @param sources that are not databases of their names, or JSON's null
     * @param procedures {@code [{name, version}]}
     */
    record SavedText(
            UUID query,
            int version,
            String name,
            String text,
            JsonNode parameters,
            JsonNode sources,
            JsonNode procedures) {}
}
