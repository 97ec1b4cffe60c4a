package dendro.trainer;

import dendro.trainer.evaluation.Bootstrap;
import dendro.trainer.evaluation.Metric;
import java.util.Optional;

/**
 * How a training is to be done.
 *
 * @param kind of model
 * @param parameters to fit with, or to begin the search with
 * @param fit what every fit keeps to
 * @param candidates how many hyper-parameters are tried on the validation part, at least 1
 * @param searchedBy what chooses among them
 * @param parts of time
 * @param segment a column by whose values the test rows are judged too
 * @param bootstrap gives the intervals
 */
record TrainingSettings(
        ModelFit.Kind kind,
        HyperParameters parameters,
        FitSettings fit,
        int candidates,
        Metric searchedBy,
        TimeSplit.Parts parts,
        Optional<String> segment,
        Bootstrap bootstrap) {}
