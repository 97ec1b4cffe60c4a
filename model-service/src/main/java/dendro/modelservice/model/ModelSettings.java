package dendro.modelservice.model;

import dendro.modelservice.configuration.Names;
import io.dropwizard.validation.selfvalidating.SelfValidating;
import io.dropwizard.validation.selfvalidating.SelfValidation;
import io.dropwizard.validation.selfvalidating.ViolationCollector;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The block {@code model} of the configuration.
 *
 * @param repository folder of the model repository
 * @param name of the model; absent if {@code scoring} names several
 * @param alias whose version scores, as in {@code champion}
 */
@SelfValidating
public record ModelSettings(
        @NotNull Path repository,

        @Pattern(regexp = Names.MODEL + "|", message = Names.NO_MODEL) @Nullable
        String name,

        @NotBlank @Pattern(regexp = Names.MODEL, message = Names.NO_MODEL)
        String alias) {

    /** Called by validation. */
    @SelfValidation
    public void findWhatIsNoFolder(ViolationCollector found) {
        if (repository != null && !Files.isDirectory(repository)) {
            found.addViolation("repository", "is no folder: " + repository);
        }
    }
}
