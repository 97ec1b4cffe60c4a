package dendro.queryservice.procedures;

import com.codahale.metrics.annotation.Timed;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dendro.procedure.Procedure;
import dendro.procedure.Procedures;
import dendro.procedure.RuleProcedure;
import dendro.queryservice.caller.Allowed;
import dendro.queryservice.caller.Role;
import dendro.queryservice.format.Document;
import dendro.queryservice.openapi.Exchange;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Locale;

/** {@code GET /v1/procedures}: the functions and rules that queries may call beside Datomic's own. */
@Path("/v1/procedures")
@Allowed({Role.ANALYST, Role.SCORER, Role.TRAINER})
public final class ProceduresResource {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Procedures procedures;

    /** The resource over procedures. */
    public ProceduresResource(Procedures procedures) {
        this.procedures = procedures;
    }

    /** Each with its parameters, what it is for, and an example. */
    @GET
    @Operation(summary = "The functions and rules that queries may call beside Datomic's own")
    @Exchange(gives = "Procedures")
    @Timed
    public Response list(@Context HttpHeaders headers) {
        ObjectNode json = JSON.objectNode();
        ArrayNode all = json.putArray("procedures");
        procedures.functions().forEach(function -> all.add(function(function)));
        procedures.rules().forEach(rule -> all.add(rule(rule)));
        return Document.response(json, headers, Long.MAX_VALUE);
    }

    private static ObjectNode function(Procedure function) {
        ObjectNode json = named(function.name(), "function", function.documentation(), function.example());
        json.put("nature", function.nature().name().toLowerCase(Locale.ROOT));
        ArrayNode parameters = json.putArray("parameters");
        function.parameters().forEach(parameter -> parameters
                .addObject()
                .put("name", parameter.name())
                .put("type", parameter.type().name().toLowerCase(Locale.ROOT))
                .put("documentation", parameter.documentation()));
        return json;
    }

    private static ObjectNode rule(RuleProcedure rule) {
        ObjectNode json = named(rule.name(), "rule", rule.documentation(), rule.example());
        ArrayNode parameters = json.putArray("parameters");
        rule.parameters().forEach(parameter -> parameters.addObject().put("name", parameter));
        return json;
    }

    private static ObjectNode named(String name, String kind, String documentation, String example) {
        return JSON.objectNode()
                .put("name", name)
                .put("kind", kind)
                .put("documentation", documentation)
                .put("example", example);
    }
}
