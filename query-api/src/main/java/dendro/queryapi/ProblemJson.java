package dendro.queryapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dendro.problem.Problem;
import dendro.problem.ProblemType;
import java.util.Map;
import java.util.TreeMap;

/** Problems as RFC 9457 problem JSON: {@code type}, {@code detail} and one member for each further fact. */
public final class ProblemJson {

    /** The media type of a problem. */
    public static final String MEDIA_TYPE = "application/problem+json";

    private static final String TYPE_PREFIX = "urn:dendro:problem:";

    private ProblemJson() {}

    /** A problem as JSON, without the members that only a response has. */
    public static ObjectNode write(Problem problem) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("type", TYPE_PREFIX + problem.type().slug());
        json.put("detail", problem.detail());
        problem.members().forEach(json::put);
        return json;
    }

    /** A problem as the body of a response. */
    public static ObjectNode write(Problem problem, int status) {
        ObjectNode json = write(problem);
        json.put("title", problem.type().slug().replace('-', ' '));
        json.put("status", status);
        return json;
    }

    /** The status of a response that is a problem of this type. */
    public static int status(ProblemType type) {
        return switch (type.category()) {
            case INVALID -> 400;
            case UNAUTHENTICATED -> 401;
            case FORBIDDEN -> 403;
            case NOT_FOUND -> 404;
            case NOT_YET, CONFLICT -> 409;
            case TOO_LARGE -> 413;
            case BUSY -> 429;
            case INTERNAL -> 500;
            case UNAVAILABLE -> 503;
            case TIMEOUT -> 504;
        };
    }

    /** The inverse of {@link #write(Problem)}; a type that this version does not know is {@code internal}. */
    public static Problem read(JsonNode json) {
        String type = json.path("type").asText("");
        Map<String, String> members = new TreeMap<>();
        json.properties().forEach(member -> {
            if (member.getValue().isTextual() && !member.getKey().matches("type|title|detail")) {
                members.put(member.getKey(), member.getValue().textValue());
            }
        });
        String slug = type.startsWith(TYPE_PREFIX) ? type.substring(TYPE_PREFIX.length()) : type;
        return new Problem(ProblemType.ofSlug(slug), json.path("detail").asText(""), members);
    }
}
