package dendro.demo;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far the trainer is, from the lines that it prints: {@code progress shards 3/8}.
 *
 * @param share of the whole training, from 0 to 1
 * @param words what it is doing
 */
record TrainerProgress(double share, String words) {

    /** What the trainer's line begins with. */
    static final String WORD = "progress ";

    private static final Pattern LINE = Pattern.compile("progress (\\S+) (\\d+)/(\\d+)");

    /**
     * A stage of the training.
     *
     * @param name as the trainer prints it
     * @param words as a person reads it
     * @param from share of the whole at its beginning
     * @param to and at its end, as measured on two cores
     */
    private record Stage(String name, String words, double from, double to) {}

    private static final List<Stage> STAGES = List.of(
            new Stage("shards", "shards read, each row as of its own time", 0.1, 0.48),
            new Stage("search", "growing trees as long as it helps", 0.48, 0.53),
            new Stage("fit", "fitting", 0.53, 0.56),
            new Stage("evaluate", "evaluating on the later part of time", 0.56, 0.58),
            new Stage("todays-values-shards", "shards read again, with today's values", 0.58, 0.92),
            new Stage("todays-values-fit", "fitting on today's values", 0.92, 0.98),
            new Stage("publish", "published", 0.98, 1));

    /** What a line says; empty if it is no such line, or of a stage not known here. */
    static Optional<TrainerProgress> parse(String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        double done = Double.parseDouble(matcher.group(2));
        double total = Math.max(1, Double.parseDouble(matcher.group(3)));
        return STAGES.stream()
                .filter(stage -> stage.name().equals(matcher.group(1)))
                .map(stage -> new TrainerProgress(
                        stage.from() + (stage.to() - stage.from()) * done / total,
                        total > 1 ? "%.0f of %.0f %s".formatted(done, total, stage.words()) : stage.words()))
                .findFirst();
    }
}
