package dendro.trainer;

import dendro.features.Column;
import dendro.model.ModelRepository;
import dendro.model.ModelVersion;
import dendro.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Where the version is found that a new one is compared with.
 *
 * @param models the repository
 * @param name of the model
 * @param alias of the version
 * @param featureSetHash of the new version
 * @param horizon of the new version's label
 */
record Champion(ModelRepository models, String name, String alias, String featureSetHash, Duration horizon) {

    /** Its number, if there is one. */
    Optional<Integer> version() {
        return models.alias(name, alias);
    }

    /** What came of opening it. */
    sealed interface Opened {

        /** It can score the rows; whoever opened it closes it. */
        record Ready(ModelVersion version, ScoringModel model) implements Opened {}

        /** It cannot. */
        record Unfit(String reason) implements Opened {}
    }

    /**
     * Opens it.
     *
     * @param columns of the rows it is to score
     */
    Opened open(int number, List<Column> columns) {
        ModelVersion version;
        try {
            version = models.load(name, number);
        } catch (ProblemException damaged) {
            return new Opened.Unfit(damaged.problem().detail());
        }
        List<Column> missing = version.metadata().columns().stream()
                .filter(column -> !columns.contains(column))
                .toList();
        if (missing.isEmpty()) {
            return new Opened.Ready(version, ScoringModel.of(version, columns));
        }
        version.close();
        return new Opened.Unfit("Version " + number + " reads columns that these rows do not have: "
                + missing.stream()
                        .map(column -> column.name() + " (" + column.type().label() + ")")
                        .collect(Collectors.joining(", "))
                + ".");
    }

    /** What makes a comparison on rows after an instant unfair, if anything does. */
    Optional<String> caution(ModelVersion version, Instant split) {
        StringBuilder caution = new StringBuilder();
        Instant learntUntil = version.metadata().period().split().minus(horizon);
        if (learntUntil.isAfter(split)) {
            caution.append("It was fitted on rows up to ")
                    .append(learntUntil)
                    .append(", so on some of these: its figures flatter it.");
        }
        if (!version.metadata().featureSetHash().equals(featureSetHash)) {
            caution.append(caution.isEmpty() ? "" : " ")
                    .append("Its feature set is another one: a column of the same name may mean something else to it.");
        }
        return Optional.of(caution.toString()).filter(words -> !words.isEmpty());
    }
}
