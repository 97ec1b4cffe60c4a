package dendro.savedqueries.savedquery;

import java.util.List;
import java.util.Optional;

/**
 * All that a person can change of a saved query, and a version keeps.
 *
 * @param name that people find it by
 * @param description what it is good for
 * @param tags sorted
 * @param team whose members may change it, beside its owner
 */
public record Draft(String name, String description, List<String> tags, Optional<String> team, Content content) {

    public Draft {
        tags = List.copyOf(tags);
    }
}
