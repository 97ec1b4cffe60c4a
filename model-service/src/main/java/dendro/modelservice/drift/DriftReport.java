package dendro.modelservice.drift;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dendro.drift.Distribution;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * The drift of a model, as it is told over HTTP.
 *
 * @param name of the model
 * @param aliases by name; those that are followed here
 */
public record DriftReport(String name, SortedMap<String, OfAlias> aliases) {

    /**
     * The drift under an alias.
     *
     * @param version in charge; absent if there is none
     * @param since ISO-8601 instant; what was scored from then on is compared
     * @param rows how many that are
     * @param score how scores are spread
     * @param features how the values of each are spread, in the order of the version's columns
     * @param notCompared why there are no indices, if there are none
     */
    @JsonNaming(PropertyNamingStrategies.KebabCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record OfAlias(
            @Nullable Integer version,
            @Nullable String since,
            @Nullable Long rows,
            @Nullable NotCompared notCompared,
            @Nullable Spread score,
            @Nullable List<Spread> features) {

        static OfAlias of(DriftSource source) {
            VersionDrift drift = source.drift().orElse(null);
            if (drift instanceof VersionDrift.Compared compared) {
                return of(compared.version(), compared.state());
            }
            if (drift instanceof VersionDrift.NotCompared other) {
                return without(other.version(), other.reason().slug(), other.detail());
            }
            return without(null, "no-version", "No version of the model is in charge under this alias.");
        }

        private static OfAlias of(int version, VersionDrift.Compared.State state) {
            NotCompared few = new NotCompared(
                    "too-few-rows",
                    "Of fewer than " + Comparison.LEAST_ROWS
                            + " rows an index would tell of chance more than of change.");
            return new OfAlias(
                    version,
                    state.since().toString(),
                    state.rows(),
                    state.rows() < Comparison.LEAST_ROWS ? few : null,
                    Spread.of(state.score()),
                    state.features().stream().map(Spread::of).toList());
        }

        private static OfAlias without(@Nullable Integer version, String reason, String detail) {
            return new OfAlias(version, null, null, new NotCompared(reason, detail), null, null);
        }
    }

    /**
     * Why nothing is compared.
     *
     * @param reason {@code no-version}, {@code no-distribution}, {@code distribution-damaged}, {@code other-columns} or
     *     {@code too-few-rows}
     * @param detail in a sentence
     */
    public record NotCompared(String reason, String detail) {}

    /**
     * How values are spread now, and how they were.
     *
     * @param name of the feature, or {@code score}
     * @param psi the population stability index; absent if there are too few rows
     * @param reading of the index: {@code stable}, {@code changed} or {@code much changed}
     * @param bins in order
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Spread(
            String name, @Nullable Double psi, @Nullable String reading, List<Bin> bins) {

        static Spread of(Comparison comparison) {
            Distribution training = comparison.training();
            Distribution scored = comparison.scored();
            List<String> labels = training.bins().labels();
            List<Bin> bins = new ArrayList<>();
            for (int bin = 0; bin < labels.size(); bin++) {
                bins.add(new Bin(labels.get(bin), part(training, bin), part(scored, bin)));
            }
            return comparison.psi().stream()
                    .mapToObj(psi -> new Spread(
                            training.name(), psi, DriftReading.of(psi).words(), bins))
                    .findFirst()
                    .orElseGet(() -> new Spread(training.name(), null, null, bins));
        }

        private static double part(Distribution distribution, int bin) {
            long total = distribution.total();
            return total == 0 ? 0 : (double) distribution.counts().get(bin) / total;
        }
    }

    /**
     * What part of the values falls into a bin.
     *
     * @param label what it holds
     * @param expected part of the training rows, 0 to 1
     * @param actual part of what was scored, 0 to 1
     */
    public record Bin(String label, double expected, double actual) {}
}
