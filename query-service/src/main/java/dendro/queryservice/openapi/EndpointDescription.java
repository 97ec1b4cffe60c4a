package dendro.queryservice.openapi;

import com.fasterxml.jackson.annotation.JsonView;
import dendro.queryservice.caller.Role;
import dendro.queryservice.caller.RoleFeature;
import dendro.queryservice.format.ArrowAnswer;
import dendro.queryservice.format.Format;
import io.swagger.v3.jaxrs2.ResolvedParameter;
import io.swagger.v3.jaxrs2.ext.AbstractOpenAPIExtension;
import io.swagger.v3.jaxrs2.ext.OpenAPIExtension;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/** Adds to an endpoint of the document what Swagger does not know of: {@link Exchange}, roles and problems. */
public final class EndpointDescription extends AbstractOpenAPIExtension {

    /** For Swagger, which finds it as a service. */
    public EndpointDescription() {}

    /** Parameters of the address only: bodies are streams, and the rest comes from the container. */
    @Override
    public ResolvedParameter extractParameters(
            List<Annotation> annotations,
            Type type,
            Set<Type> typesToSkip,
            Components components,
            Consumes classConsumes,
            Consumes methodConsumes,
            boolean includeRequestBody,
            JsonView view,
            Iterator<OpenAPIExtension> chain) {
        if (annotations.stream().noneMatch(each -> each instanceof PathParam || each instanceof QueryParam)) {
            return new ResolvedParameter();
        }
        ResolvedParameter resolved = super.extractParameters(
                annotations,
                type,
                typesToSkip,
                components,
                classConsumes,
                methodConsumes,
                includeRequestBody,
                view,
                chain);
        // What stands for an absent parameter is no value to send.
        resolved.parameters.forEach(parameter -> parameter.getSchema().setDefault(null));
        return resolved;
    }

    @Override
    public void decorateOperation(Operation operation, Method method, Iterator<OpenAPIExtension> chain) {
        Exchange exchange = method.getAnnotation(Exchange.class);
        if (exchange == null) {
            throw new IllegalStateException(method + " does not say by @Exchange what it takes and gives.");
        }
        List<String> roles = RoleFeature.roles(method.getDeclaringClass(), method).stream()
                .map(Role::label)
                .sorted()
                .toList();
        operation.description("For the roles " + String.join(", ", roles) + ".");
        operation.addExtension("x-roles", roles);
        operation.addParametersItem(parameter("RequestId"));
        Arrays.stream(exchange.headers()).forEach(header -> operation.addParametersItem(parameter(header)));
        if (!exchange.takes().isEmpty()) {
            operation.requestBody(
                    new RequestBody().required(true).content(content(exchange.takes(), mediaTypes(Format.DOCUMENTS))));
        }
        operation.responses(new ApiResponses()
                .addApiResponse(exchange.gives().isEmpty() ? "204" : "200", answer(exchange, method))
                .addApiResponse(ApiResponses.DEFAULT, new ApiResponse().$ref("Problem")));
        super.decorateOperation(operation, method, chain);
    }

    private static Parameter parameter(String name) {
        return new Parameter().$ref("#/components/parameters/" + name);
    }

    private static ApiResponse answer(Exchange exchange, Method method) {
        ApiResponse answer = new ApiResponse().description(exchange.gives().isEmpty() ? "Done." : "The answer.");
        answer.addHeaderObject("Dendro-Request-Id", header("RequestId"));
        for (String name : exchange.answerHeaders()) {
            answer.addHeaderObject("Dendro-" + name, header(name.replace("-", "")));
        }
        if (!exchange.gives().isEmpty()) {
            Produces produces = method.getAnnotation(Produces.class);
            answer.content(content(
                    exchange.gives(),
                    produces == null ? mediaTypes(List.of(exchange.in())) : List.of(produces.value())));
        }
        return answer;
    }

    private static Header header(String name) {
        return new Header().$ref("#/components/headers/" + name);
    }

    private static List<String> mediaTypes(List<Format> formats) {
        return formats.stream()
                .filter(format -> format != Format.ARROW || ArrowAnswer.isPossible())
                .map(format -> format.mediaType().toString())
                .toList();
    }

    /** JSON and lines of it by their schema; in the other formats the same is not JSON, for which schemas are. */
    private static Content content(String schema, List<String> mediaTypes) {
        Content content = new Content();
        for (String mediaType : mediaTypes) {
            String name =
                    switch (mediaType) {
                        case "application/edn" -> "Edn";
                        case "text/csv" -> "Csv";
                        case "application/vnd.apache.arrow.stream" -> "Arrow";
                        default -> schema;
                    };
            content.addMediaType(mediaType, new MediaType().schema(new Schema<>().$ref(name)));
        }
        return content;
    }
}
