package dendro.modelservice.scores;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dendro.modelservice.command.CommandRun;
import dendro.problem.Problem;
import dendro.problem.ProblemType;
import dendro.queryapi.ProblemJson;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bin/explain-score ID}: asks a running model-service and prints where the score comes from. */
@Command(
        name = "explain-score",
        sortOptions = false,
        description = "Scores one entity and prints what each feature contributes, in log-odds.")
public final class ExplainScore implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();

    @Parameters(paramLabel = "ID", description = "of the entity, as in pur-108")
    private String id = "";

    @Option(names = "--at", paramLabel = "INSTANT", description = "as of when; now by default")
    private Optional<String> at = Optional.empty();

    @Option(names = "--model", paramLabel = "NAME", description = "needed if several score")
    private Optional<String> model = Optional.empty();

    @Option(names = "--alias", paramLabel = "ALIAS", description = "champion by default")
    private Optional<String> alias = Optional.empty();

    @Option(names = "--model-service", paramLabel = "URL", description = "default ${DEFAULT-VALUE}")
    private URI service = URI.create("http://127.0.0.1:8180");

    /** Read by picocli alone. */
    @SuppressWarnings("unused")
    @Option(names = "--help", usageHelp = true, description = "show this and exit")
    private boolean help;

    private final PrintWriter out;

    ExplainScore(PrintWriter out) {
        this.out = out;
    }

    /** Runs the command and exits: 1, after a sentence, if there is no explanation. */
    public static void main(String[] arguments) {
        CommandRun.andExit(ExplainScore::new, arguments);
    }

    @Override
    public Integer call() throws InterruptedException {
        out.print(ScoreTable.of(asked()));
        out.flush();
        return 0;
    }

    private JsonNode asked() throws InterruptedException {
        ObjectNode request = JSON.createObjectNode().put("id", id).put("explain", true);
        at.ifPresent(instant -> request.put("timestamp", instant));
        model.ifPresent(name -> request.put("model", name));
        alias.ifPresent(name -> request.put("alias", name));
        try {
            HttpResponse<String> response = HttpClient.newBuilder()
                    .connectTimeout(PATIENCE)
                    .build()
                    .send(
                            HttpRequest.newBuilder(service.resolve("/v1/scores"))
                                    .timeout(PATIENCE)
                                    .header("Content-Type", "application/json")
                                    .POST(HttpRequest.BodyPublishers.ofString(request.toString()))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            JsonNode answer = JSON.readTree(response.body());
            if (response.statusCode() != 200) {
                throw ProblemJson.read(answer).exception();
            }
            return answer;
        } catch (IOException e) {
            throw new Problem(
                            ProblemType.SERVICE_UNAVAILABLE,
                            "The model-service at " + service + " does not answer: " + e + ".")
                    .exception(e);
        }
    }
}
