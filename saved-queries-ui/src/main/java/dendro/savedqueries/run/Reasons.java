package dendro.savedqueries.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Why a question that is asked again as of the cursor of its answer has another one, in words. */
final class Reasons {

    private Reasons() {}

    /**
     * The reasons there are; never none.
     *
     * @param warnings of the query-service about the new answer: the schema that changed, what keeps no history, excision
     * @param typesThen of the old answer's columns, if they are known
     * @param typesNow of the new one's
     * @param unseen roles of whoever ran it that whoever asks again lacks
     */
    static List<String> of(
            List<String> warnings, Optional<List<String>> typesThen, List<String> typesNow, Set<String> unseen) {
        List<String> reasons = new ArrayList<>(warnings);
        typesThen
                .filter(then -> !then.equals(typesNow))
                .ifPresent(then -> reasons.add("The types of the columns were " + String.join(", ", then) + " and are "
                        + String.join(", ", typesNow) + " now."));
        if (!unseen.isEmpty()) {
            reasons.add("Whoever ran it has a role that you have not (" + String.join(", ", unseen)
                    + "), and may see private attributes that you may not.");
        }
        if (reasons.isEmpty()) {
            reasons.add("The query-service knows of no reason. A database may have been replaced, restored to another"
                    + " state, or a procedure of the query-service changed.");
        }
        return reasons;
    }
}
