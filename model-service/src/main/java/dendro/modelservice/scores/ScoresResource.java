package dendro.modelservice.scores;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dendro.features.FeatureOutcome;
import dendro.message.FeaturesRead;
import dendro.message.ScoreMessage;
import dendro.message.TriggerMessage;
import dendro.modelservice.model.FollowedAlias;
import dendro.modelservice.scoring.Explanation;
import dendro.modelservice.scoring.Lease;
import dendro.modelservice.scoring.ScoringOutcome;
import dendro.modelservice.scoring.ServedModel;
import dendro.problem.Problem;
import dendro.problem.ProblemType;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Collectors;

/**
 * {@code POST /v1/scores}: {@code {id, timestamp?, model?, alias?, explain?}} to a score message, all feature values in
 * it, and an explanation if one is asked for. The same model reads and scores as for messages.
 */
@Path("/v1/scores")
@Produces(MediaType.APPLICATION_JSON)
public final class ScoresResource {

    private static final String TRIGGER = "http";
    private static final int LARGEST_BODY = 64 * 1024;
    private static final double MICROSECONDS_OF_A_MILLISECOND = 1000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<FollowedAlias> aliases;
    private final List<FollowedAlias> champions;
    private final InstantSource clock;

    /**
     * The resource.
     *
     * @param aliases that may be asked for
     * @param champions of these, the one of each model that answers if none is named
     */
    public ScoresResource(List<FollowedAlias> aliases, List<FollowedAlias> champions, InstantSource clock) {
        this.aliases = List.copyOf(aliases);
        this.champions = List.copyOf(champions);
        this.clock = clock;
    }

    /** Scores one entity. */
    @POST
    public String score(InputStream body) throws IOException {
        long start = System.nanoTime();
        byte[] bytes = body.readNBytes(LARGEST_BODY + 1);
        if (bytes.length > LARGEST_BODY) {
            throw new Problem(ProblemType.TOO_LARGE, "The request has more than " + LARGEST_BODY + " bytes.")
                    .exception();
        }
        ScoreRequest request = ScoreRequest.parse(bytes, clock.instant());
        try (Lease lease = lease(request)) {
            return answer(request, lease.model(), start).toString();
        }
    }

    private Lease lease(ScoreRequest request) {
        FollowedAlias asked = asked(request);
        return asked.lease().orElseThrow(() -> new Problem(
                        ProblemType.NOT_FOUND, "Model '" + asked.model() + "' has no " + asked.alias() + ".")
                .exception());
    }

    private FollowedAlias asked(ScoreRequest request) {
        List<FollowedAlias> candidates = (request.alias().isPresent() ? aliases : champions)
                .stream()
                        .filter(it -> request.alias().map(it.alias()::equals).orElse(true))
                        .filter(it -> request.model().map(it.model()::equals).orElse(true))
                        .toList();
        if (candidates.isEmpty()) {
            throw new Problem(ProblemType.NOT_FOUND, "No such model scores here; these do: " + names(aliases) + ".")
                    .exception();
        }
        if (candidates.size() > 1) {
            throw new Problem(
                            ProblemType.REQUEST_INVALID,
                            "Name the 'model': several score here: " + names(candidates) + ".")
                    .exception();
        }
        return candidates.get(0);
    }

    private static String names(List<FollowedAlias> aliases) {
        return aliases.stream()
                .map(it -> it.model() + " (" + it.alias() + ")")
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static ObjectNode answer(ScoreRequest request, ServedModel model, long start) throws IOException {
        List<FeatureOutcome> features = model.featuresForRequest(List.of(request.at()));
        ScoringOutcome outcome = model.score(List.of(new TriggerMessage(TRIGGER, request.at())), features)
                .get(0);
        ScoringOutcome.Scored scored = outcome.fold(it -> it, unscorable -> {
            throw unscorable.reason().exception();
        });
        // It has been scored, so there is a row.
        FeatureOutcome.Row row = (FeatureOutcome.Row) features.get(0);
        Duration taken = Duration.ofNanos(System.nanoTime() - start);
        ScoreMessage message = new ScoreMessage(
                scored.input(),
                scored.score(),
                new ScoreMessage.Meta(
                        scored.model(),
                        Integer.toString(scored.version()),
                        Math.round(taken.toNanos() / 1000.0) / MICROSECONDS_OF_A_MILLISECOND,
                        scored.cursor(),
                        FeaturesRead.withValues(model.version().metadata().columns(), row.values())));
        ObjectNode json = (ObjectNode) JSON.readTree(message.toJson());
        if (request.explain()) {
            json.set("explanation", explanation(model.explain(row)));
        }
        return json;
    }

    private static ObjectNode explanation(Explanation explanation) {
        ObjectNode json =
                JSON.createObjectNode().put("base", explanation.base()).put("margin", explanation.margin());
        ArrayNode contributions = json.putArray("contributions");
        for (Explanation.OfColumn column : explanation.columns()) {
            contributions
                    .addObject()
                    .put("column", column.name())
                    .put("contribution", column.contribution())
                    .set("value", column.value());
        }
        return json;
    }
}
