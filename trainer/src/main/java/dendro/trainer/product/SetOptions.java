package dendro.trainer.product;

import dendro.features.FeatureSet;
import dendro.problem.Problem;
import dendro.problem.ProblemType;
import dendro.procedure.Procedures;
import dendro.training.TrainingRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The flags that say which training set is wanted. */
final class SetOptions {

    @Option(names = "--features", required = true, paramLabel = "FILE", description = "the feature set, EDN")
    private Path features = Path.of("");

    @Option(names = "--from", required = true, paramLabel = "INSTANT", description = "rows at or after this instant")
    private Instant from = Instant.MIN;

    @Option(names = "--to", required = true, paramLabel = "INSTANT", description = "and before this one")
    private Instant to = Instant.MAX;

    @Option(
            names = "--sample",
            paramLabel = "SHARE",
            description = "only this share of the entities, such as 0.1, by hash of the id")
    private double share = 1;

    @Option(names = "--seed", paramLabel = "N", description = "which of them; default ${DEFAULT-VALUE}")
    private long seed = 108;

    /**
     * What they say.
     *
     * @throws dendro.problem.ProblemException {@code request-invalid} or whatever is wrong with the feature set
     */
    TrainingSetWanted wanted() {
        String text = text();
        return new TrainingSetWanted(
                FeatureSet.parse(text, Procedures.installed().guard()),
                text,
                new TrainingRange(from, to, Optional.empty()),
                share == 1 ? Sampling.everything() : new Sampling(share, seed));
    }

    private String text() {
        try {
            return Files.readString(features);
        } catch (IOException e) {
            throw new Problem(ProblemType.REQUEST_INVALID, "The feature set " + features + " cannot be read: " + e)
                    .exception(e);
        }
    }
}
