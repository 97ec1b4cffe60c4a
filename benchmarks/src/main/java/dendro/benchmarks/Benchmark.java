package dendro.benchmarks;

import java.util.function.Consumer;

/** One named measurement. */
interface Benchmark {

    /** In kebab case, as given to {@code bin/bench}. */
    String name();

    /** What it measures, in one sentence. */
    String description();

    /** Measures, handing out each figure as soon as it is known; progress goes to {@code progress}, in words. */
    void run(BenchmarkSize size, Consumer<String> progress, Consumer<Figure> figures);
}
