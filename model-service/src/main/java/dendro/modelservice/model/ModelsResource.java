package dendro.modelservice.model;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dendro.model.ModelMetadata;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.SortedMap;

/** {@code GET /v1/models}: the models that score here. */
@Path("/v1/models")
@Produces(MediaType.APPLICATION_JSON)
public final class ModelsResource {

    private final ModelInCharge model;

    /** The resource of this model. */
    public ModelsResource(ModelInCharge model) {
        this.model = model;
    }

    /** All of them. */
    @GET
    public List<ModelSummary> models() {
        ModelMetadata metadata = model.version().metadata();
        return List.of(new ModelSummary(
                metadata.name(),
                metadata.version(),
                model.alias(),
                metadata.created().toString(),
                metadata.featureSetHash(),
                metadata.cursor().basis(),
                metadata.figures()));
    }

    /**
     * What is known of a model.
     *
     * @param name of the model
     * @param version counted from 1
     * @param alias by which it was found
     * @param created ISO-8601 instant of its publication
     * @param featureSetHash of the feature set it was trained on
     * @param cursor the newest basis of each database that a training row was read from
     * @param figures of its evaluation
     */
    @JsonNaming(PropertyNamingStrategies.KebabCaseStrategy.class)
    public record ModelSummary(
            String name,
            int version,
            String alias,
            String created,
            String featureSetHash,
            SortedMap<String, Long> cursor,
            SortedMap<String, Double> figures) {}
}
