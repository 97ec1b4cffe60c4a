package dendro.modelservice.scoring;

import dendro.modelservice.configuration.Names;
import io.dropwizard.util.Duration;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The block {@code challenger} of the configuration: the version that is tried beside the champion.
 *
 * @param alias whose version it is, as in {@code challenger}
 * @param fraction of ids, by hash, that it scores
 * @param scores topic of its scores
 * @param patience how long the champion's scores wait for it at most; 10 ms if absent
 */
public record ChallengerSettings(
        @NotBlank @Pattern(regexp = Names.MODEL, message = Names.NO_MODEL)
        String alias,

        @NotNull @DecimalMin("0") @DecimalMax("1") Double fraction,

        @NotBlank @Pattern(regexp = Names.TOPIC, message = Names.NO_TOPIC)
        String scores,

        Duration patience) {

    private static final Duration USUAL_PATIENCE = Duration.milliseconds(10);

    /** An absent alias is {@code challenger}. */
    public ChallengerSettings(@Nullable String alias, Double fraction, String scores, @Nullable Duration patience) {
        this.alias = alias == null ? "challenger" : alias;
        this.fraction = fraction;
        this.scores = scores;
        this.patience = patience == null ? USUAL_PATIENCE : patience;
    }
}
