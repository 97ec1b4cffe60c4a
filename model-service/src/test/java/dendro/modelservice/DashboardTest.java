package dendro.modelservice;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dendro.modelservice.world.PurchasesSeed;
import dendro.modelservice.world.RunningModelService;
import dendro.modelservice.world.ScoringTopics;
import dendro.modelservice.world.World;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The dashboard asks for nothing that the service does not export. */
@ExtendWith(World.Provider.class)
class DashboardTest {

    private static final Path DASHBOARD = Path.of("..", "docs", "grafana", "model-service.json");
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    /** Names of metrics are the words with an underscore, less those of functions, variables and labels. */
    private static final Pattern METRIC = Pattern.compile("\\b(?:dendro|jvm)_[a-z_]+\\b");

    @Test
    void everyMetricOfTheDashboard_isExported(World world) throws IOException {
        // Given
        ScoringTopics topics = world.newTopics();
        topics.sendPurchases(0, PurchasesSeed.PURCHASES);
        topics.sendPurchases(0, PurchasesSeed.PURCHASES);
        topics.send(List.of(topics.message("no JSON at all")));
        Set<String> wanted = dashboardMetrics();

        // When
        try (RunningModelService service = RunningModelService.start(world, world.settings(topics))) {
            Awaitility.await()
                    .atMost(DEADLINE)
                    .until(() -> service.metric("dendro_scoring_messages_total") == 2 * PurchasesSeed.PURCHASES + 1);

            // Then
            assertThat(wanted).hasSizeGreaterThan(10);
            Awaitility.await().atMost(DEADLINE).untilAsserted(() -> assertThat(exported(service))
                    .containsAll(wanted));
            assertThat(service.metric("dendro_scoring_dead_letters_total{reason=\"request-invalid\"}"))
                    .isEqualTo(1);
            assertThat(service.exported())
                    .contains("phase=\"read\"", "phase=\"features\"", "phase=\"blackbox\"", "phase=\"produce\"");
            Awaitility.await().atMost(DEADLINE).untilAsserted(() -> assertThat(service.metric("dendro_scoring_lag"))
                    .isZero());
        }
    }

    private static Set<String> exported(RunningModelService service) {
        return service.exported()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.replaceFirst("[{ ].*", ""))
                .collect(Collectors.toSet());
    }

    private static Set<String> dashboardMetrics() throws IOException {
        JsonNode dashboard = new ObjectMapper().readTree(DASHBOARD.toFile());
        Set<String> metrics = new TreeSet<>();
        for (JsonNode expression : dashboard.findValues("expr")) {
            add(metrics, expression.asText());
        }
        for (JsonNode query : dashboard.findValues("query")) {
            add(metrics, query.path("query").asText());
        }
        return metrics;
    }

    private static void add(Set<String> metrics, String text) {
        Matcher matcher = METRIC.matcher(text);
        while (matcher.find()) {
            metrics.add(matcher.group());
        }
    }
}
