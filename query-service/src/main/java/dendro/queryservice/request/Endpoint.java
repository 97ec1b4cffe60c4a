package dendro.queryservice.request;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.glassfish.jersey.server.ExtendedUriInfo;
import org.glassfish.jersey.uri.UriTemplate;

/** The template of a request's path, {@code /v1/databases/{database}/entity}: of these there are only so many. */
final class Endpoint {

    /** Of a request that no endpoint serves. */
    static final String NONE = "none";

    private Endpoint() {}

    static String of(ExtendedUriInfo uri) {
        if (uri.getMatchedResourceMethod() == null) {
            return NONE;
        }
        List<UriTemplate> parts = new ArrayList<>(uri.getMatchedTemplates());
        Collections.reverse(parts);
        StringBuilder template = new StringBuilder();
        parts.forEach(part -> template.append(part.getTemplate()));
        return template.toString();
    }
}
