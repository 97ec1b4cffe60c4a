package dendro.fuzz;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Runs generated cases without end or as many as are asked for: {@code fuzz NAME N [--seed SEED]}. Case {@code i} of
 * seed {@code s} is case 0 of seed {@code s + i}, so a failing one is run again by its own seed.
 */
public final class Fuzz {

    private static final Map<String, FuzzedProperty> PROPERTIES =
            new TreeMap<>(Map.of("asof", new AsOfFuzz(), "guard", new GuardFuzz()));

    private Fuzz() {}

    /** Exits with 0 if every case holds, 1 if one does not, 2 if the command is not understood. */
    public static void main(String[] args) throws InterruptedException {
        System.exit(run(args));
    }

    private static int run(String[] args) throws InterruptedException {
        if (args.length == 0) {
            PROPERTIES.forEach((name, property) -> System.out.println(name + "  " + property.description()));
            return 0;
        }
        FuzzedProperty property = PROPERTIES.get(args[0]);
        if (property == null) {
            return refused("There is no '" + args[0] + "'; there are: " + String.join(", ", PROPERTIES.keySet()) + ".");
        }
        Optional<Long> cases = args.length > 1 ? number(args[1]) : Optional.of(10_000L);
        Optional<Long> seed = args.length == 2 || args.length == 1
                ? Optional.of(System.nanoTime())
                : args.length == 4 && args[2].equals("--seed") ? number(args[3]) : Optional.empty();
        if (cases.isEmpty() || cases.get() < 1 || seed.isEmpty()) {
            return refused("Usage: bin/fuzz NAME [CASES [--seed SEED]]");
        }
        return new FuzzRun(property, cases.get(), seed.get()).run() ? 0 : 1;
    }

    private static Optional<Long> number(String text) {
        try {
            return Optional.of(Long.valueOf(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static int refused(String why) {
        System.err.println("bin/fuzz: " + why);
        return 2;
    }
}
