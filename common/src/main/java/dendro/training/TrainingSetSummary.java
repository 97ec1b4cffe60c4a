package dendro.training;

import java.util.List;

/**
 * What a shard of a training set came to.
 *
 * @param rows with or without label
 * @param unlabelled rows whose horizon has not been observed yet, or whose label query returned no row
 * @param failed entities that gave no row
 * @param digest over the rows, independent of their order, in hex
 * @param warnings of what may keep the rows from being reproduced
 */
public record TrainingSetSummary(long rows, long unlabelled, long failed, String digest, List<String> warnings) {

    public TrainingSetSummary {
        warnings = List.copyOf(warnings);
    }
}
