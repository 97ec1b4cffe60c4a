package dendro.training;

import dendro.database.Deadline;
import dendro.features.Column;
import dendro.features.EntityAt;
import dendro.features.FeatureEvaluator;
import dendro.features.FeatureOutcome;
import dendro.features.FeatureWarnings;
import dendro.features.Reading;
import dendro.features.TypedFeatureSet;
import dendro.problem.Problem;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/** The entities of one shard of a training set, ready to be read. */
public final class TrainingShard {

    private static final int BATCH = 2_000;

    private final FeatureEvaluator evaluator;
    private final TypedFeatureSet featureSet;
    private final TrainingRange range;
    private final List<EntityAt> entities;
    private final FeatureWarnings warnings;

    TrainingShard(
            FeatureEvaluator evaluator,
            TypedFeatureSet featureSet,
            TrainingRange range,
            List<EntityAt> entities,
            FeatureWarnings warnings) {
        this.evaluator = evaluator;
        this.featureSet = featureSet;
        this.range = range;
        this.entities = entities;
        this.warnings = warnings;
    }

    /** The columns of every row. */
    public List<Column> columns() {
        return featureSet.features().columns();
    }

    /** How many entities the shard holds. */
    public int size() {
        return entities.size();
    }

    /**
     * Streams the rows, ordered by timestamp and id.
     *
     * @param wait for how long to wait, at each batch, until the databases have been observed late enough
     * @param sink takes each outcome as it is ready; what it throws ends the stream
     * @throws ProblemException {@code database-unavailable}, or what is wrong with the label query
     */
    public TrainingSetSummary stream(Duration wait, Consumer<TrainingOutcome> sink) {
        Outcomes outcomes = outcomes(wait);
        outcomes.forEachRemaining(sink);
        return outcomes.summary();
    }

    /**
     * The rows, ordered by timestamp and id, each batch read when the one before it has been taken.
     *
     * @param wait for how long to wait, at each batch, until the databases have been observed late enough
     */
    public Outcomes outcomes(Duration wait) {
        return new Outcomes(wait);
    }

    /** A shard's outcomes; for one thread. Taking one throws what {@link #stream} throws. */
    public final class Outcomes implements Iterator<TrainingOutcome> {

        private final Duration wait;
        private final Count count = new Count(columns(), warnings.ofRows());
        private Iterator<TrainingOutcome> batch = Collections.emptyIterator();
        private int read;

        private Outcomes(Duration wait) {
            this.wait = wait;
        }

        @Override
        public boolean hasNext() {
            if (!batch.hasNext() && read < entities.size()) {
                int end = Math.min(read + BATCH, entities.size());
                batch = evaluate(entities.subList(read, end), Deadline.after(wait))
                        .iterator();
                read = end;
            }
            return batch.hasNext();
        }

        @Override
        public TrainingOutcome next() {
            if (!hasNext()) {
                throw new NoSuchElementException("The shard has no further row.");
            }
            TrainingOutcome outcome = batch.next();
            count.add(outcome);
            return outcome;
        }

        /** What the outcomes taken so far came to. */
        public TrainingSetSummary summary() {
            return count.summary();
        }
    }

    private List<TrainingOutcome> evaluate(List<EntityAt> batch, Deadline deadline) {
        List<FeatureOutcome> features = evaluator.evaluate(featureSet.features(), moments(batch), deadline);
        List<OptionalDouble> labels = featureSet
                .label()
                .map(label -> labels(label, batch))
                .orElseGet(
                        () -> batch.stream().map(at -> OptionalDouble.empty()).toList());
        List<TrainingOutcome> outcomes = new ArrayList<>(batch.size());
        for (int index = 0; index < batch.size(); index++) {
            outcomes.add(outcome(batch.get(index), features.get(index), labels.get(index)));
        }
        return outcomes;
    }

    private List<EntityAt> moments(List<EntityAt> batch) {
        return range.featuresAsOf()
                .map(instant ->
                        batch.stream().map(at -> new EntityAt(at.id(), instant)).toList())
                .orElse(batch);
    }

    private static TrainingOutcome outcome(EntityAt at, FeatureOutcome features, OptionalDouble label) {
        if (features instanceof FeatureOutcome.Row row) {
            return new TrainingOutcome.Row(new TrainingRow(at, row.values(), label, row.cursor()));
        }
        return new TrainingOutcome.Failed(at, ((FeatureOutcome.Failed) features).problem());
    }

    private List<OptionalDouble> labels(TypedFeatureSet.LabelReading label, List<EntityAt> batch) {
        List<EntityAt> horizons = batch.stream()
                .map(at -> new EntityAt(at.id(), at.timestamp().plus(label.horizon())))
                .toList();
        // A horizon that has not come yet is no reason to wait: its row has no label so far.
        return evaluator.evaluate(label.reading(), horizons, Deadline.after(Duration.ZERO)).stream()
                .map(outcome -> label(label.reading(), outcome))
                .toList();
    }

    private static OptionalDouble label(Reading reading, FeatureOutcome outcome) {
        if (outcome instanceof FeatureOutcome.Row row) {
            return row.values().value(0).stream()
                    .mapToDouble(TrainingShard::number)
                    .findFirst();
        }
        Problem problem = ((FeatureOutcome.Failed) outcome).problem();
        if (problem.type() == ProblemType.CURSOR_NOT_REACHED || problem.type() == ProblemType.ENTITY_NOT_FOUND) {
            return OptionalDouble.empty();
        }
        throw problem.with("column", reading.columns().get(0).name()).exception();
    }

    private static double number(Object label) {
        return label instanceof Boolean bool ? (bool ? 1 : 0) : ((Number) label).doubleValue();
    }

    /** What has been streamed so far. */
    private static final class Count {
        private final List<Column> columns;
        private final FeatureWarnings.OfRows warnings;
        private final TrainingDigest digest = new TrainingDigest();
        private long rows;
        private long unlabelled;
        private long failed;

        Count(List<Column> columns, FeatureWarnings.OfRows warnings) {
            this.columns = columns;
            this.warnings = warnings;
        }

        void add(TrainingOutcome outcome) {
            if (outcome instanceof TrainingOutcome.Row taken) {
                TrainingRow row = taken.row();
                rows++;
                warnings.add(row.cursor());
                unlabelled += row.label().isEmpty() ? 1 : 0;
                digest.add(columns, row);
            } else {
                failed++;
            }
        }

        TrainingSetSummary summary() {
            return new TrainingSetSummary(rows, unlabelled, failed, digest.hex(), warnings.warnings());
        }
    }
}
