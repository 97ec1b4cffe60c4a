package dendro.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Ways to do the same work, which take turns: a machine's speed changes from minute to minute, and must be the same for
 * both sides of a ratio. Each way is warmed up first; then in every round each does its passes once.
 */
final class Contest {

    /** One way: how many passes warm it up, how many it does in a round, and how many rows a pass has. */
    private record Contestant(int rows, int warmUps, int passes, Runnable pass, List<Double> micros) {}

    private final int rounds;
    private final Consumer<String> progress;
    private final Map<String, Contestant> contestants = new LinkedHashMap<>();

    Contest(int rounds, Consumer<String> progress) {
        this.rounds = rounds;
        this.progress = progress;
    }

    /**
     * Adds a way.
     *
     * @param rows that one pass answers
     * @param warmUps passes before the first round
     * @param passes of a round; short ones need many, so that a hiccup does not decide
     */
    void enter(String name, int rows, int warmUps, int passes, Runnable pass) {
        contestants.put(name, new Contestant(rows, warmUps, passes, pass, new ArrayList<>()));
    }

    void run() {
        contestants.forEach((name, contestant) -> {
            progress.accept("warming up: " + name);
            for (int warmUp = 0; warmUp < contestant.warmUps; warmUp++) {
                contestant.pass.run();
            }
        });
        for (int round = 0; round < rounds; round++) {
            progress.accept("round " + (round + 1) + " of " + rounds);
            for (Contestant contestant : contestants.values()) {
                contestant.micros.add(timed(contestant));
            }
        }
    }

    /** The median of a row's time, in microseconds. */
    double micros(String name) {
        return median(contestant(name).micros);
    }

    /** The names, in the order in which they were entered. */
    Iterable<String> names() {
        return new ArrayList<>(contestants.keySet());
    }

    /** How many times as long as another one takes a row: the median of the rounds. */
    double ratio(String name, String other) {
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            ratios.add(contestant(name).micros.get(round)
                    / contestant(other).micros.get(round));
        }
        return median(ratios);
    }

    private Contestant contestant(String name) {
        return Objects.requireNonNull(contestants.get(name), name);
    }

    private static double timed(Contestant contestant) {
        long begun = System.nanoTime();
        for (int pass = 0; pass < contestant.passes; pass++) {
            contestant.pass.run();
        }
        return (System.nanoTime() - begun) / 1e3 / contestant.passes / contestant.rows;
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }
}
