package dendro.queryservice.training;

import dendro.database.Deadline;
import dendro.features.EntityAt;
import dendro.features.FeatureEvaluator;
import dendro.features.FeatureOutcome;
import dendro.features.Reading;
import dendro.query.Cancellation;
import dendro.queryservice.pool.Client;
import dendro.queryservice.pool.WorkPool;
import java.util.List;

/**
 * Has each batch of a training set read on another thread, so that the one that serves the request can look for its client:
 * if that has gone, the batch's queries end and with them the stream.
 *
 * @param evaluator that reads
 * @param threads one for each training set that there may be at a time
 * @param client whose going ends the reading
 * @param cancellation of all batches
 */
record WatchedEvaluator(FeatureEvaluator evaluator, WorkPool threads, Client client, Cancellation cancellation)
        implements FeatureEvaluator {

    @Override
    public List<FeatureOutcome> evaluate(Reading reading, List<EntityAt> rows, Deadline deadline) {
        return threads.run(
                client.cancelling(cancellation),
                () -> cancellation.run(() -> evaluator.evaluate(reading, rows, deadline)));
    }

    @Override
    public FeatureEvaluator expecting(long rows) {
        return new WatchedEvaluator(evaluator.expecting(rows), threads, client, cancellation);
    }
}
