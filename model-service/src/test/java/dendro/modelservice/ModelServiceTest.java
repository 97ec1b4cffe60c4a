package dendro.modelservice;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dendro.modelservice.world.RunningModelService;
import dendro.modelservice.world.ServiceSettings;
import dendro.modelservice.world.World;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(World.Provider.class)
class ModelServiceTest {

    private static final Duration DEADLINE = Duration.ofSeconds(60);

    @Test
    void modelInCharge_isToldOverHttp(World world) throws Exception {
        try (RunningModelService service = RunningModelService.start(world, world.settings(world.newTopics()))) {
            // When
            JsonNode models = new ObjectMapper().readTree(get(service.uri().resolve("/v1/models")));

            // Then
            assertThat(models).hasSize(1);
            assertThat(models.at("/0/name").asText()).isEqualTo("purchase-risk");
            assertThat(models.at("/0/version").asInt()).isEqualTo(1);
            assertThat(models.at("/0/alias").asText()).isEqualTo("champion");
            assertThat(models.at("/0/feature-set-hash").asText()).isEqualTo("9f2c");
            assertThat(models.at("/0/figures/auc").asDouble()).isEqualTo(1.0);
            assertThat(models.at("/0/cursor/purchases").asLong()).isEqualTo(1042);
        }
    }

    @Test
    void healthChecks_nameModelLoopAndQueryService(World world) {
        try (RunningModelService service = RunningModelService.start(world, world.settings(world.newTopics()))) {
            assertThat(service.health("model").getMessage()).isEqualTo("champion of purchase-risk: version 1");
            assertThat(service.health("scoring-loop").isHealthy()).isTrue();
            assertThat(service.health("query-service").isHealthy()).isTrue();
        }
    }

    @Test
    void missingChampion_endsTheStartWithASentence(World world, @TempDir Path folder) throws Exception {
        ServiceSettings settings = world.settings(world.newTopics()).withModels(folder);
        assertThat(failedStart(world.write("no-champion", settings.yaml()), folder))
                .isEqualTo("model-service: Model 'purchase-risk' has no champion in the model repository " + folder
                        + ": train one and promote it first.");
    }

    @Test
    void configurationWithoutTrigger_endsTheStartWithASentence(World world, @TempDir Path folder) throws Exception {
        String yaml = world.settings(world.newTopics()).yaml().replace("trigger: purchase", "");
        assertThat(failedStart(world.write("no-trigger", yaml), folder))
                .startsWith("model-service: ")
                .contains("trigger must not be blank")
                .doesNotContain("\tat ");
    }

    @Test
    void configurationThatScoresNothing_endsTheStartWithASentence(World world, @TempDir Path folder) throws Exception {
        String yaml = world.settings(world.newTopics()).yaml().replace("name: purchase-risk, ", "");
        assertThat(failedStart(world.write("no-name", yaml), folder))
                .startsWith("model-service: ")
                .contains("must have model.name and kafka.input, or else scoring with the model and topic of each")
                .doesNotContain("\tat ");
    }

    @Test
    void entryOfScoringWithoutTopic_isNamedAtTheStart(World world, @TempDir Path folder) throws Exception {
        String yaml = world.settings(world.newTopics())
                .with("scoring: [{model: purchase-risk}]")
                .yaml();
        assertThat(failedStart(world.write("no-topic", yaml), folder)).contains("scoring[0].topic must not be blank");
    }

    /** What the process said before it ended with 1. */
    private static String failedStart(Path configuration, Path folder) throws Exception {
        Path output = folder.resolve("errors.log");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ModelServiceMain.class.getName(),
                        "server",
                        configuration.toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(DEADLINE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(1);
            return Files.readString(output).strip();
        } finally {
            process.destroyForcibly();
        }
    }

    private static String get(URI uri) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri).timeout(DEADLINE).build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
