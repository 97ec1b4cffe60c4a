package dendro.benchmarks.savedqueries;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Numbers from 0 on of which each is as often as its rank says: the second half as often as the first, and so on. */
final class Zipf {

    private final double[] upTo;

    Zipf(int numbers) {
        upTo = new double[numbers];
        double sum = 0;
        for (int number = 0; number < numbers; number++) {
            sum += 1.0 / (number + 1);
            upTo[number] = sum;
        }
    }

    int next(RandomGenerator random) {
        int found = Arrays.binarySearch(upTo, random.nextDouble() * upTo[upTo.length - 1]);
        return Math.min(found < 0 ? -found - 1 : found, upTo.length - 1);
    }
}
