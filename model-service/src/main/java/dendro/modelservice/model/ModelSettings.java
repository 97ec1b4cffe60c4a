package dendro.modelservice.model;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;

/**
 * The block {@code model} of the configuration.
 *
 * @param repository folder of the model repository
 * @param name of the model
 * @param alias whose version scores, as in {@code champion}
 */
public record ModelSettings(
        @NotNull Path repository,
        @NotBlank String name,
        @NotBlank String alias) {}
