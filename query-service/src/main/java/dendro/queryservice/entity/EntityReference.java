package dendro.queryservice.entity;

import dendro.database.DatabaseAt;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** What names one entity of a database. */
sealed interface EntityReference permits EntityByValue, EntityById {

    /** The entity as of a point; {@code entity-not-found} if it is not there. */
    Object find(DatabaseAt at);

    /** The entity if it is there or ever was; {@code entity-not-found} if not. */
    Object findEver(DatabaseAt at);

    /** What names it in an address. */
    String parameters();

    /** The address of the entity in a database, as of an instant or a {@code t}. */
    default String path(String database, String asOf) {
        return "/v1/databases/" + encoded(database) + "/entity?" + parameters() + "&as-of=" + encoded(asOf);
    }

    /** A text as a part of an address. */
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
