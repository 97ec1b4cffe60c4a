package dendro.modelservice.drift;

import dendro.drift.Distribution;
import dendro.drift.TrainingDistribution;
import dendro.features.Column;
import dendro.model.ModelRepository;
import dendro.model.ModelVersion;
import dendro.problem.ProblemException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How what a version scores under an alias compares with what it was trained on. It begins with nothing counted when the
 * version takes over. Thread-safe.
 */
public sealed interface VersionDrift {

    /** The version. */
    int version();

    /** Takes into account what it has scored. */
    void count(List<ScoredRow> rows);

    /**
     * A version that is compared if the repository knows what it was trained on. One of which that is not known scores like any
     * other.
     */
    static VersionDrift of(ModelRepository repository, ModelVersion version, InstantSource clock) {
        try {
            Optional<TrainingDistribution> training = repository.distribution(version.name(), version.version());
            if (training.isEmpty()) {
                return ofUnknownTraining(version.version());
            }
            List<Column> columns = version.metadata().columns();
            if (!names(columns).equals(names(training.get()))) {
                return new NotCompared(
                        version.version(),
                        NotCompared.Reason.OTHER_COLUMNS,
                        "The distribution stored with the version has the features " + names(training.get())
                                + ", the version " + names(columns) + ".");
            }
            return new Compared(version.version(), columns, training.get(), clock);
        } catch (ProblemException e) {
            return new NotCompared(
                    version.version(),
                    NotCompared.Reason.DISTRIBUTION_DAMAGED,
                    e.problem().detail());
        }
    }

    /** A version with which no distribution is stored. */
    static VersionDrift ofUnknownTraining(int version) {
        return new NotCompared(
                version,
                NotCompared.Reason.NO_DISTRIBUTION,
                "No distribution of the training rows is stored with this version: it was trained elsewhere, or before"
                        + " distributions were stored.");
    }

    private static List<String> names(List<Column> columns) {
        return columns.stream().map(Column::name).toList();
    }

    private static List<String> names(TrainingDistribution training) {
        return training.features().stream().map(Distribution::name).toList();
    }

    /**
     * A version that nothing can be compared with.
     *
     * @param reason of a kind that programs can tell
     * @param detail in a sentence
     */
    record NotCompared(int version, Reason reason, String detail) implements VersionDrift {

        /** Why not. */
        enum Reason {
            /** None is stored with the version. */
            NO_DISTRIBUTION("no-distribution"),
            /** The one that is cannot be read. */
            DISTRIBUTION_DAMAGED("distribution-damaged"),
            /** The one that is belongs to other features. */
            OTHER_COLUMNS("other-columns");

            private final String slug;

            Reason(String slug) {
                this.slug = slug;
            }

            String slug() {
                return slug;
            }
        }

        @Override
        public void count(List<ScoredRow> rows) {
            // There are no bins to count into.
        }
    }

    /** A version whose training rows are known. */
    final class Compared implements VersionDrift {

        private final int version;
        private final List<Column> columns;
        private final TrainingDistribution training;
        private final RecentCounts recent;

        /**
         * How it stands.
         *
         * @param since the oldest row that counts could have been scored then
         * @param rows how many count
         * @param features in the order of the columns
         * @param score of the same rows
         */
        record State(Instant since, long rows, List<Comparison> features, Comparison score) {}

        Compared(int version, List<Column> columns, TrainingDistribution training, InstantSource clock) {
            this.version = version;
            this.columns = List.copyOf(columns);
            this.training = training;
            this.recent = new RecentCounts(training, clock);
        }

        @Override
        public int version() {
            return version;
        }

        @Override
        public void count(List<ScoredRow> rows) {
            recent.count(rows);
        }

        State state() {
            RecentCounts.Recent lately = recent.recent();
            List<Distribution> scored = lately.counts().features(columns);
            List<Comparison> features = new ArrayList<>();
            for (int position = 0; position < scored.size(); position++) {
                features.add(new Comparison(training.features().get(position), scored.get(position)));
            }
            return new State(
                    lately.since(),
                    lately.counts().rows(),
                    features,
                    new Comparison(training.score(), lately.counts().score()));
        }
    }
}
