package dendro.benchmarks.savedqueries;

import dendro.benchmarks.load.Endpoint;
import dendro.benchmarks.load.Senders;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** People who read addresses of the service, each one after the other without a pause, and how long that takes them. */
final class Asking {

    private static final double P95 = 0.95;
    private static final double NANOS_A_MILLI = 1e6;

    private final SavedQueriesProcess service;
    private final String token;
    private final int people;
    private final Consumer<String> progress;

    Asking(SavedQueriesProcess service, String token, int people, Consumer<String> progress) {
        this.service = service;
        this.token = token;
        this.people = people;
        this.progress = progress;
    }

    private record Took(String path, double millis) {}

    /** The 95th percentile in milliseconds of all of these together, each asked so many times, in no order. */
    double p95(String what, List<String> paths, int times) {
        List<String> all = new ArrayList<>();
        for (int time = 0; time < times; time++) {
            all.addAll(paths);
        }
        Collections.shuffle(all, new Random(3));
        paths.forEach(this::ask);
        List<Took> took = Collections.synchronizedList(new ArrayList<>());
        AtomicInteger next = new AtomicInteger();
        Senders.run(people, () -> {
            for (int number = next.getAndIncrement(); number < all.size(); number = next.getAndIncrement()) {
                took.add(ask(all.get(number)));
            }
        });
        slowest(what, took);
        return p95(took);
    }

    private void slowest(String what, List<Took> took) {
        Map<String, List<Took>> byPath = new LinkedHashMap<>();
        took.forEach(one ->
                byPath.computeIfAbsent(one.path(), unseen -> new ArrayList<>()).add(one));
        byPath.entrySet().stream()
                .map(entry -> new Took(entry.getKey(), p95(entry.getValue())))
                .sorted(Comparator.comparingDouble(Took::millis).reversed())
                .limit(3)
                .forEach(one -> progress.accept("%s: %.1f ms: %s".formatted(what, one.millis(), one.path())));
    }

    private static double p95(List<Took> took) {
        List<Double> sorted = took.stream().map(Took::millis).sorted().toList();
        return sorted.get((int) Math.min(sorted.size() - 1, Math.ceil(sorted.size() * P95) - 1));
    }

    private Took ask(String path) {
        long begun = System.nanoTime();
        Endpoint.Answer answer = service.endpoint(path, token).get();
        double millis = (System.nanoTime() - begun) / NANOS_A_MILLI;
        if (answer.status() != 200) {
            throw new IllegalStateException(path + " is answered with " + answer.status() + ": " + answer.text());
        }
        return new Took(path, millis);
    }
}
