package dendro.savedqueries.link;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * A link that somebody asks for.
 *
 * @param parameters values by name
 * @param cursor as of when; JSON's null for the newest state
 * @param run whose result is shown; without one, the newest of theirs that was asked the same
 * @param lasts for how long
 */
record LinkDraft(UUID query, int version, JsonNode parameters, JsonNode cursor, Optional<UUID> run, Duration lasts) {}
