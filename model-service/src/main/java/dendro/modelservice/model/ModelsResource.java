package dendro.modelservice.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dendro.cursor.Instants;
import dendro.model.AliasChange;
import dendro.model.ModelMetadata;
import dendro.model.ModelRepository;
import dendro.problem.Problem;
import dendro.problem.ProblemType;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** {@code /v1/models}: the models that score here, and those that did. */
@Path("/v1/models")
@Produces(MediaType.APPLICATION_JSON)
public final class ModelsResource {

    private final List<FollowedAlias> aliases;
    private final ModelRepository repository;
    private final InstantSource clock;

    /** The resource of these aliases. */
    public ModelsResource(List<FollowedAlias> aliases, ModelRepository repository, InstantSource clock) {
        this.aliases = List.copyOf(aliases);
        this.repository = repository;
        this.clock = clock;
    }

    /** {@code GET /v1/models}: each version that scores under an alias, or should. */
    @GET
    public List<ModelSummary> models() {
        return aliases.stream().flatMap(followed -> summary(followed).stream()).toList();
    }

    /** {@code GET /v1/models/{name}/at?instant=}: which version each alias pointed to then; now without an instant. */
    @GET
    @Path("{name}/at")
    public ModelAt at(@PathParam("name") String name, @QueryParam("instant") @Nullable String text) {
        if (aliases.stream().noneMatch(followed -> followed.model().equals(name))) {
            throw new Problem(ProblemType.NOT_FOUND, "No model '" + name + "' scores here.").exception();
        }
        Instant instant = text == null ? clock.instant() : instant(text);
        SortedMap<String, PointedTo> pointedTo = new TreeMap<>();
        repository.aliasesAt(name, instant).forEach((alias, change) -> pointedTo.put(alias, PointedTo.of(change)));
        return new ModelAt(name, instant.toString(), pointedTo);
    }

    private static Instant instant(String text) {
        return Instants.parse(text).orElseThrow(() -> new Problem(
                        ProblemType.REQUEST_INVALID, "'instant' is not an instant such as 2014-11-15T13:37:42.108Z.")
                .exception());
    }

    private static Optional<ModelSummary> summary(FollowedAlias followed) {
        FollowedAlias.State state = followed.state();
        Optional<Refused> refused = state.refusal().map(refusal -> new Refused(refusal.version(), refusal.reason()));
        return state.serving()
                .map(version -> version.metadata())
                .map(metadata -> ModelSummary.of(metadata, followed.alias(), refused.orElse(null)));
    }

    /**
     * What is known of a version that scores.
     *
     * @param name of the model
     * @param version counted from 1
     * @param alias by which it was found
     * @param kind of blackbox
     * @param created ISO-8601 instant of its publication
     * @param featureSetHash of the feature set it was trained on
     * @param cursor the newest basis of each database that a training row was read from
     * @param figures of its evaluation
     * @param refused the version that the alias points to instead, if that cannot score
     */
    @JsonNaming(PropertyNamingStrategies.KebabCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ModelSummary(
            String name,
            int version,
            String alias,
            String kind,
            String created,
            String featureSetHash,
            SortedMap<String, Long> cursor,
            SortedMap<String, Double> figures,
            @Nullable Refused refused) {

        static ModelSummary of(ModelMetadata metadata, String alias, @Nullable Refused refused) {
            return new ModelSummary(
                    metadata.name(),
                    metadata.version(),
                    alias,
                    metadata.blackbox().kind().slug(),
                    metadata.created().toString(),
                    metadata.featureSetHash(),
                    metadata.cursor().basis(),
                    metadata.figures(),
                    refused);
        }
    }

    /**
     * A version that was not taken.
     *
     * @param version its number
     * @param reason in a sentence
     */
    public record Refused(int version, String reason) {}

    /**
     * Which versions were in charge.
     *
     * @param name of the model
     * @param instant in question
     * @param aliases by name; those that existed then
     */
    public record ModelAt(String name, String instant, SortedMap<String, PointedTo> aliases) {}

    /**
     * Where an alias pointed.
     *
     * @param version its number
     * @param since when
     * @param who let it point there
     */
    public record PointedTo(int version, String since, String who) {

        static PointedTo of(AliasChange change) {
            return new PointedTo(change.to(), change.at().toString(), change.who());
        }
    }
}
