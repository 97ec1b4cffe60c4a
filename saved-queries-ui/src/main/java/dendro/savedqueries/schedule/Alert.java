package dendro.savedqueries.schedule;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;

/**
 * Whom to tell, and of which answers.
 *
 * @param url is sent a POST
 * @param when which answers
 * @param written the condition as it came
 */
record Alert(URI url, Condition when, JsonNode written) {}
