package dendro.chaos;

import dendro.features.EntityAt;
import dendro.message.ScoreMessage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Messages are sent in portions; in the midst of each something goes wrong. Afterwards, read committed, every purchase has
 * one score, the one that training computes, and every bad message is a dead letter once.
 */
public final class ScoringChaos {

    private static final Duration GOES_ON_WITHIN = Duration.ofMinutes(2);
    private static final Duration ENDS_WITHIN = Duration.ofMinutes(5);
    private static final int MOST_MILLIS_LATER = 50;

    private final Path root;
    private final Path folder;
    private final Random random;
    private final Consumer<String> progress;

    /**
     * Of the services of the modules in a folder.
     *
     * @param root of the modules, which have been built
     * @param folder for everything that is written
     * @param seed of what happens when
     */
    public ScoringChaos(Path root, Path folder, long seed, Consumer<String> progress) {
        this.root = root;
        this.folder = folder;
        this.random = new Random(seed);
        this.progress = progress;
    }

    /** These faults, one after the other. */
    public Findings faults(int purchases, int maxBatch, List<Fault> faults) {
        return run(purchases, maxBatch, faults);
    }

    /** So many kills of the model-service, and the other faults, in any order. */
    public Findings manyFaults(int purchases, int maxBatch, int kills) {
        List<Fault> faults = new ArrayList<>(Collections.nCopies(kills, Fault.KILL));
        for (int i = 0; i < 3; i++) {
            faults.addAll(List.of(
                    Fault.SECOND_COMES_AND_GOES,
                    Fault.SECOND_IS_KILLED,
                    Fault.QUERY_SERVICE_AWAY,
                    Fault.QUERY_SERVICE_SLOW));
        }
        faults.add(Fault.BROKER_RESTARTED);
        Collections.shuffle(faults, random);
        return run(purchases, maxBatch, faults);
    }

    private Findings run(int size, int maxBatch, List<Fault> faults) {
        progress.accept("a world of " + size + " purchases");
        ChaosWorld world = new ChaosWorld(folder, size);
        try (ChaosServices services = new ChaosServices(root, folder, world, maxBatch)) {
            services.start(ChaosServices.BROKER);
            services.start(ChaosServices.QUERY_SERVICE);
            Map<String, Double> expected = world.scores();
            services.awaitListening(ChaosServices.BROKER);
            services.start("model-service-1");
            services.awaitListening("model-service-1");
            Messages messages = new Messages(services.bootstrapServers());
            Map<Fault, List<Duration>> seen = new TreeMap<>();
            int portions = 2 * faults.size();
            for (int i = 0; i < faults.size(); i++) {
                progress.accept(
                        (i + 1) + " of " + faults.size() + ": " + faults.get(i).text());
                Duration until = happen(
                        faults.get(i),
                        world.purchases().subList(portion(size, 2 * i, portions), portion(size, 2 * i + 1, portions)),
                        world.purchases()
                                .subList(portion(size, 2 * i + 1, portions), portion(size, 2 * i + 2, portions)),
                        services,
                        messages);
                seen.computeIfAbsent(faults.get(i), unused -> new ArrayList<>()).add(until);
            }
            progress.accept("waiting for the rest of " + messages.sent() + " messages");
            messages.awaitCommitted(committed -> committed == messages.sent(), ENDS_WITHIN);
            return new Findings(
                    seen, Count.of(expected, messages.scores()), Count.ofTexts(messages.bad(), messages.deadLetters()));
        }
    }

    private static int portion(int size, int index, int portions) {
        return (int) ((long) size * index / portions);
    }

    /** It begins in the midst of some messages and ends in the midst of others. How long after that it goes on. */
    private Duration happen(
            Fault fault, List<EntityAt> first, List<EntityAt> second, ChaosServices services, Messages messages) {
        awaitSomeOf(first, messages);
        fault.begin(services, messages);
        if (fault.letsMessagesThrough()) {
            awaitSomeOf(second, messages);
        } else if (fault.letsMessagesIn()) {
            messages.send(second);
        }
        fault.end(services);
        long over = System.nanoTime();
        if (!fault.letsMessagesIn()) {
            messages.send(second);
        }
        long then = messages.committed();
        // All there is may have been scored meanwhile.
        messages.awaitCommitted(committed -> committed > then || committed == messages.sent(), GOES_ON_WITHIN);
        return Duration.ofNanos(System.nanoTime() - over);
    }

    private void awaitSomeOf(List<EntityAt> purchases, Messages messages) {
        long some = messages.sent() + random.nextInt(Math.max(1, purchases.size() / 2));
        messages.send(purchases);
        messages.awaitCommitted(committed -> committed > some, GOES_ON_WITHIN);
        Pauses.of(Duration.ofMillis(random.nextInt(MOST_MILLIS_LATER)));
    }

    /**
     * What was found.
     *
     * @param faults how long after each fault it took until messages were committed again
     * @param scores of purchases
     * @param deadLetters of bad messages
     */
    public record Findings(Map<Fault, List<Duration>> faults, Count scores, Count deadLetters) {

        /** Whether everything is as promised. */
        public boolean hold() {
            return scores.holds() && deadLetters.holds();
        }
    }

    /**
     * What there should be exactly once, and what there was.
     *
     * @param expected how many there should be
     * @param once how many of those there were exactly once
     * @param missing how many of those there were not
     * @param again how many there were more than once
     * @param unexpected how many there were that should not be
     * @param different how many were not what they should be
     */
    public record Count(int expected, int once, int missing, int again, int unexpected, int different) {

        boolean holds() {
            return once == expected && missing == 0 && again == 0 && unexpected == 0 && different == 0;
        }

        static Count of(Map<String, Double> expected, List<ScoreMessage> scores) {
            int different = 0;
            List<String> ids = new ArrayList<>();
            for (ScoreMessage score : scores) {
                String id = score.input().at().id();
                ids.add(id);
                Double wanted = expected.get(id);
                if (wanted != null && wanted != score.score()) {
                    different++;
                }
            }
            Count count = ofTexts(List.copyOf(expected.keySet()), ids);
            return new Count(count.expected, count.once, count.missing, count.again, count.unexpected, different);
        }

        static Count ofTexts(List<String> expected, List<String> seen) {
            Map<String, Integer> times = new HashMap<>();
            seen.forEach(text -> times.merge(text, 1, Integer::sum));
            int once = 0;
            int missing = 0;
            int again = 0;
            for (String text : expected) {
                int count = times.getOrDefault(text, 0);
                once += count == 1 ? 1 : 0;
                missing += count == 0 ? 1 : 0;
                again += count > 1 ? 1 : 0;
                times.remove(text);
            }
            return new Count(expected.size(), once, missing, again, times.size(), 0);
        }
    }
}
