package dendro.queryservice.openapi;

import com.codahale.metrics.annotation.Timed;
import dendro.queryservice.caller.Allowed;
import dendro.queryservice.caller.Role;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.core.util.Yaml;
import io.swagger.v3.jaxrs2.Reader;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.models.OpenAPI;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;

/** {@code GET /v1/openapi.json} and {@code GET /v1/openapi.yaml}: what can be asked and what comes back, for programs. */
@Path("/v1")
@Allowed({Role.ANALYST, Role.SCORER, Role.TRAINER})
public final class OpenApiResource {

    private static final String SCHEMAS = "openapi.yaml";

    private final String json;
    private final String yaml;

    /** The document of resources and of itself. */
    public OpenApiResource(Collection<?> resources) {
        Set<Class<?>> classes = new HashSet<>(Set.of(OpenApiResource.class));
        resources.forEach(resource -> classes.add(resource.getClass()));
        OpenAPI document = new Reader(schemas()).read(classes);
        this.json = Json.pretty(document);
        this.yaml = Yaml.pretty(document);
    }

    private static OpenAPI schemas() {
        try (InputStream file = Objects.requireNonNull(
                OpenApiResource.class.getResourceAsStream(SCHEMAS), "The class path has no " + SCHEMAS)) {
            return Yaml.mapper().readValue(file, OpenAPI.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The document in JSON. */
    @GET
    @Path("/openapi.json")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "This document")
    @Exchange(gives = "OpenApi")
    @Timed
    public String json() {
        return json;
    }

    /** The document in YAML. */
    @GET
    @Path("/openapi.yaml")
    @Produces("application/yaml")
    @Operation(summary = "This document in YAML")
    @Exchange(gives = "OpenApi")
    @Timed
    public String yaml() {
        return yaml;
    }
}
