package dendro.savedqueries.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dendro.problem.Problem;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A body that is no JSON, or JSON of another shape, is refused with the member at fault. */
public final class JsonErrorMapper implements ExceptionMapper<JsonProcessingException> {

    @Override
    public Response toResponse(JsonProcessingException exception) {
        for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProblemException refused) {
                return ProblemMapper.response(refused.problem());
            }
        }
        return ProblemMapper.response(new Problem(ProblemType.REQUEST_INVALID, detail(exception)));
    }

    private static String detail(JsonProcessingException exception) {
        if (exception instanceof UnrecognizedPropertyException unknown) {
            return "The request has a member '" + unknown.getPropertyName() + "' that means nothing.";
        }
        if (exception instanceof JsonMappingException mapping
                && !mapping.getPath().isEmpty()) {
            return "The member '" + path(mapping) + "' is not of the shape that it must have.";
        }
        return "This is not the JSON that is read here: " + exception.getOriginalMessage();
    }

    private static String path(JsonMappingException mapping) {
        return mapping.getPath().stream().map(JsonErrorMapper::step).collect(Collectors.joining("."));
    }

    private static String step(JsonMappingException.Reference reference) {
        @Nullable String field = reference.getFieldName();
        return field == null ? String.valueOf(reference.getIndex()) : field;
    }
}
