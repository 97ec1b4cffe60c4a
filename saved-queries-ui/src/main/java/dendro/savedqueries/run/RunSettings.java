package dendro.savedqueries.run;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.dropwizard.util.DataSize;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

/** {@code runs: {atOnce, compared}} of the service's YAML. */
public final class RunSettings {

    /** Two of them are taken apart in memory at a time. */
    private static final int LARGEST_COMPARED = 1 << 28;

    @Min(1)
    @Max(1000)
    @JsonProperty
    private int atOnce = 64;

    @NotNull
    @JsonProperty
    private DataSize compared = DataSize.mebibytes(16);

    /** How many queries an instance has under way at a time. */
    public int atOnce() {
        return atOnce;
    }

    /** How large, in bytes of JSON, a result may be that is compared with another. */
    int comparedBytes() {
        return (int) Math.min(compared.toBytes(), LARGEST_COMPARED);
    }
}
