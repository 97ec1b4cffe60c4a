package dendro.queryservice;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dendro.queryservice.caller.Role;
import dendro.queryservice.caller.RoleFeature;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.glassfish.jersey.server.model.Resource;
import org.glassfish.jersey.server.model.ResourceMethod;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The OpenAPI document against the service that serves it. */
class OpenApiTest {

    private static final String QUERY =
            "{\"query\": \"[:find ?id :in $customers :where [$customers ?c :customer/id ?id]]\","
                    + " \"limit\": 1000, \"args\": []}";
    private static final String FEATURES = "{:name :f :entity {:database :customers :attribute :customer/id} :features"
            + " [[:find ?v :keys v :in $customers ?id :where [$customers ?c :customer/id ?id]"
            + " [$customers ?c :customer/city ?v]]]}";
    private static final String ENTITY = "attribute=customer/id&value=cus-quercus";

    /** A request of each endpoint that is answered. */
    private static final Map<String, Sample> SAMPLES = Map.ofEntries(
            Map.entry("GET /v1/databases", Sample.get("/v1/databases")),
            Map.entry("GET /v1/databases/{database}", Sample.get("/v1/databases/customers")),
            Map.entry("GET /v1/databases/{database}/entity", Sample.get("/v1/databases/customers/entity?" + ENTITY)),
            Map.entry(
                    "GET /v1/databases/{database}/entity/history",
                    Sample.get("/v1/databases/customers/entity/history?" + ENTITY)),
            Map.entry("GET /v1/schema", Sample.get("/v1/schema")),
            Map.entry("GET /v1/caller", Sample.get("/v1/caller")),
            Map.entry("GET /v1/procedures", Sample.get("/v1/procedures")),
            Map.entry("GET /v1/queries", Sample.get("/v1/queries")),
            Map.entry(
                    "DELETE /v1/queries/{id}",
                    new Sample("/v1/queries/c4c5b1e6-7a3c-4d0e-8f1d-3a8d1d7f0a11", Optional.empty())),
            Map.entry("GET /v1/openapi.json", Sample.get("/v1/openapi.json")),
            Map.entry("GET /v1/openapi.yaml", Sample.get("/v1/openapi.yaml")),
            Map.entry("POST /v1/query", Sample.post("/v1/query", QUERY)),
            Map.entry("GET /v1/databases/{database}/transactions", Sample.get("/v1/databases/customers/transactions")),
            Map.entry(
                    "POST /v1/query/evolution",
                    Sample.post(
                            "/v1/query/evolution",
                            "{\"query\": \"[:find (count ?c) :in $customers :where [$customers ?c :customer/id]]\","
                                    + " \"from\": \"2014-06-01T00:00:00Z\", \"to\": \"2014-11-01T00:00:00Z\","
                                    + " \"step\": \"P1M\"}")),
            Map.entry("POST /v1/query/explain", Sample.post("/v1/query/explain", QUERY)),
            Map.entry(
                    "POST /v1/features",
                    Sample.post(
                            "/v1/features",
                            "{\"features\": \"%s\", \"rows\": [{\"id\": \"cus-quercus\", \"timestamp\": \"2014-11-16T00:00:00Z\"},"
                                            .formatted(FEATURES)
                                    + " {\"id\": \"nobody\", \"timestamp\": \"2014-11-16T00:00:00Z\"}]}")),
            Map.entry(
                    "POST /v1/features/explain",
                    Sample.post("/v1/features/explain", "{\"features\": \"%s\"}".formatted(FEATURES))),
            Map.entry(
                    "POST /v1/training-set",
                    Sample.post(
                            "/v1/training-set",
                            "{\"features\": \"%s\", \"from\": \"2014-01-01T00:00:00Z\", \"to\": \"2014-12-01T00:00:00Z\"}"
                                    .formatted(FEATURES))));

    private record Sample(String path, Optional<String> body) {
        static Sample get(String path) {
            return new Sample(path, Optional.empty());
        }

        static Sample post(String path, String body) {
            return new Sample(path, Optional.of(body));
        }
    }

    private static Service service;
    private static JsonNode document;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        service = Service.start(folder, """
                  customers: {uri: "datomic:backup:file:%1$s/customers"}
                  broken: {uri: "datomic:backup:file:%2$s/broken"}
                """.formatted(Service.BACKUPS, folder));
        document = service.get("/v1/openapi.json").json();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void document_isValid() throws Exception {
        for (String path : List.of("/v1/openapi.json", "/v1/openapi.yaml")) {
            SwaggerParseResult parsed =
                    new OpenAPIV3Parser().readContents(service.get(path).body(), null, null);

            assertThat(parsed.getMessages()).isEmpty();
            assertThat(parsed.getOpenAPI().getPaths())
                    .hasSize(document.path("paths").size());
        }
    }

    @Test
    void document_hasThePathsMethodsAndRolesThatAreServed() {
        Map<String, List<String>> served = new TreeMap<>();
        service.resources().forEach(type -> addEndpoints(Resource.from(type), "", served));
        Map<String, List<String>> documented = new TreeMap<>();
        operations().forEach((name, operation) -> {
            List<String> roles = new ArrayList<>();
            operation.path("x-roles").forEach(role -> roles.add(role.asText()));
            documented.put(name, roles);
        });

        assertThat(documented).isEqualTo(served);
        assertThat(SAMPLES.keySet()).isEqualTo(documented.keySet());
    }

    @Test
    void service_allowsTheMethodsThatAreDocumented() throws Exception {
        for (Map.Entry<String, Sample> sample : SAMPLES.entrySet()) {
            HttpResponse<byte[]> response = service.raw(HttpRequest.newBuilder(
                            service.uri().resolve(sample.getValue().path()))
                    .method("OPTIONS", HttpRequest.BodyPublishers.noBody()));

            assertThat(response.headers().firstValue("Allow").orElse(""))
                    .as(sample.getKey())
                    .contains(method(sample.getKey()));
        }
    }

    @Test
    void everyOperation_hasASummaryAnAnswerAndProblems() {
        operations().forEach((name, operation) -> {
            assertThat(operation.path("summary").asText()).as(name).isNotBlank();
            JsonNode problem = resolved(operation.path("responses").path("default"))
                    .path("content")
                    .path("application/problem+json")
                    .path("schema");
            assertThat(resolved(problem).path("required").toString()).as(name).contains("type", "detail");
            assertThat(name.startsWith("POST")).as(name).isEqualTo(operation.has("requestBody"));
            List<JsonNode> contents = new ArrayList<>();
            contents.add(answer(operation).path("content"));
            contents.add(operation.path("requestBody").path("content"));
            contents.forEach(content -> content.forEach(
                    body -> assertThat(resolved(body.path("schema"))).as(name).isNotEmpty()));
        });
    }

    @Test
    void everyAnswer_isOfTheDocumentedFormatsAndSchema() throws Exception {
        for (Map.Entry<String, JsonNode> operation : operations().entrySet()) {
            List<String> formats = new ArrayList<>();
            answer(operation.getValue()).path("content").fieldNames().forEachRemaining(formats::add);
            for (String format : formats) {
                HttpResponse<byte[]> response = ask(operation.getKey(), format);

                assertThat(response.statusCode()).as(operation.getKey()).isEqualTo(200);
                assertThat(response.headers().firstValue("Content-Type").orElse(""))
                        .as(operation.getKey())
                        .startsWith(format);
                requireHeaders(operation.getKey(), answer(operation.getValue()), response);
                JsonNode schema = answer(operation.getValue())
                        .path("content")
                        .path(format)
                        .path("schema");
                if (format.equals("application/json")) {
                    assertThat(faults(text(response), schema))
                            .as(operation.getKey())
                            .isEmpty();
                } else if (format.equals("application/x-ndjson")) {
                    for (String line : text(response).lines().toList()) {
                        assertThat(faults(line, schema)).as(line).isEmpty();
                    }
                }
            }
            if (formats.contains("application/edn") || formats.contains("application/x-ndjson")) {
                HttpResponse<byte[]> refused = ask(operation.getKey(), "application/nothing");
                assertThat(refused.statusCode()).isEqualTo(406);
                assertThat(text(refused)).contains("can be had as " + String.join(", ", formats) + ", none");
            }
        }
    }

    @Test
    void problem_isOfItsSchema() throws Exception {
        JsonNode schema = document.path("components").path("schemas").path("Problem");

        assertThat(faults(text(ask("DELETE /v1/queries/{id}", "application/json")), schema))
                .isEmpty();
        assertThat(faults(service.get("/v1/databases/nowhere").body(), schema)).isEmpty();
    }

    private static void requireHeaders(String name, JsonNode answer, HttpResponse<byte[]> response) {
        answer.path("headers").fieldNames().forEachRemaining(header -> assertThat(
                        response.headers().firstValue(header))
                .as(name + " " + header)
                .isPresent());
    }

    private static void addEndpoints(Resource resource, String parent, Map<String, List<String>> into) {
        String path = parent + (resource.getPath().startsWith("/") ? "" : "/") + resource.getPath();
        for (ResourceMethod method : resource.getResourceMethods()) {
            List<String> roles = RoleFeature.roles(
                            method.getInvocable().getHandler().getHandlerClass(),
                            method.getInvocable().getHandlingMethod())
                    .stream()
                    .map(Role::label)
                    .sorted()
                    .toList();
            into.put(method.getHttpMethod() + " " + path, roles);
        }
        resource.getChildResources().forEach(child -> addEndpoints(child, path, into));
    }

    /** By method and path. */
    private static Map<String, JsonNode> operations() {
        Map<String, JsonNode> operations = new TreeMap<>();
        document.path("paths").properties().forEach(path -> path.getValue()
                .properties()
                .forEach(operation -> operations.put(
                        operation.getKey().toUpperCase(java.util.Locale.ROOT) + " " + path.getKey(),
                        operation.getValue())));
        return operations;
    }

    private static String method(String name) {
        return name.substring(0, name.indexOf(' '));
    }

    private static JsonNode answer(JsonNode operation) {
        JsonNode responses = operation.path("responses");
        assertThat(responses.has("200") || responses.has("204")).isTrue();
        return responses.has("200") ? responses.path("200") : responses.path("204");
    }

    private static HttpResponse<byte[]> ask(String operation, String format) throws Exception {
        Sample sample = SAMPLES.get(operation);
        assertThat(sample).isNotNull();
        return service.raw(HttpRequest.newBuilder(service.uri().resolve(sample.path()))
                .header("Accept", format)
                .header("Content-Type", "application/json")
                .method(
                        method(operation),
                        sample.body()
                                .map(HttpRequest.BodyPublishers::ofString)
                                .orElse(HttpRequest.BodyPublishers.noBody())));
    }

    private static JsonNode resolved(JsonNode node) {
        String reference = node.path("$ref").asText();
        return reference.isEmpty() ? node : resolved(document.at(reference.substring(1)));
    }

    private static List<String> faults(String json, JsonNode schema) throws Exception {
        List<String> faults = new ArrayList<>();
        check(Service.JSON.readTree(json), schema, "", faults);
        return faults;
    }

    /** What in a value is not as its schema says: types, members that are missing, members that are not declared. */
    private static void check(JsonNode value, JsonNode reference, String where, List<String> faults) {
        JsonNode schema = resolved(reference);
        if (value.isNull() && schema.path("nullable").asBoolean()) {
            return;
        }
        String choice = schema.has("oneOf") ? "oneOf" : "anyOf";
        if (schema.has(choice)) {
            List<List<String>> each = new ArrayList<>();
            schema.path(choice).forEach(one -> {
                List<String> its = new ArrayList<>();
                check(value, one, where, its);
                each.add(its);
            });
            if (each.stream().noneMatch(List::isEmpty)) {
                faults.add(where + " is none of " + each);
            }
            return;
        }
        Map<String, JsonNode> members = new HashMap<>();
        Set<String> required = new TreeSet<>();
        boolean isOpen = collect(schema, members, required);
        String type = schema.has("allOf") ? "object" : schema.path("type").asText();
        if (!isOfType(value, type)) {
            faults.add(where + " is no " + type);
        } else if (type.equals("array")) {
            value.forEach(item -> check(item, schema.path("items"), where + "[]", faults));
        } else if (type.equals("object")) {
            required.stream().filter(name -> !value.has(name)).forEach(name -> faults.add(where + " lacks " + name));
            value.properties().forEach(member -> {
                JsonNode declared = members.get(member.getKey());
                if (declared != null) {
                    check(member.getValue(), declared, where + "." + member.getKey(), faults);
                } else if (schema.path("additionalProperties").isObject()) {
                    check(member.getValue(), schema.path("additionalProperties"), where + ".*", faults);
                } else if (!isOpen) {
                    faults.add(where + " has an undeclared " + member.getKey());
                }
            });
        }
        if (schema.has("enum") && !schema.path("enum").toString().contains(value.toString())) {
            faults.add(where + " is none of " + schema.path("enum"));
        }
    }

    private static boolean collect(JsonNode reference, Map<String, JsonNode> members, Set<String> required) {
        JsonNode schema = resolved(reference);
        schema.path("properties").properties().forEach(each -> members.put(each.getKey(), each.getValue()));
        schema.path("required").forEach(name -> required.add(name.asText()));
        boolean isOpen = schema.path("additionalProperties").asBoolean()
                || (schema.path("type").asText().equals("object")
                        && !schema.has("properties")
                        && !schema.has("additionalProperties"));
        for (JsonNode part : schema.path("allOf")) {
            isOpen |= collect(part, members, required);
        }
        return isOpen;
    }

    private static boolean isOfType(JsonNode value, String type) {
        return switch (type) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isTextual();
            case "boolean" -> value.isBoolean();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            default -> true;
        };
    }

    private static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }
}
