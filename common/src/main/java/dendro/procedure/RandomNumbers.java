package dendro.procedure;

import clojure.lang.PersistentVector;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** {@code (random-numbers n seed)}. */
public final class RandomNumbers implements Procedure {

    private static final long MOST = 10_000;

    @Override
    public String name() {
        return "random-numbers";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                new Parameter("n", Parameter.Type.WHOLE, "how many; from 0 to " + MOST),
                new Parameter("seed", Parameter.Type.WHOLE, "which ones: the same seed gives the same numbers"));
    }

    @Override
    public String documentation() {
        return "A vector of n doubles, evenly distributed from 0 (included) to 1 (excluded), the same on every run and"
                + " every machine: what java.util.Random gives, whose sequence Java prescribes.";
    }

    @Override
    public String example() {
        return "[(random-numbers 3 108) [?number ...]]";
    }

    @Override
    public Nature nature() {
        return Nature.SEEDED;
    }

    @Override
    public Object call(List<Object> arguments) {
        long count = (Long) arguments.get(0);
        if (count < 0 || count > MOST) {
            throw new IllegalArgumentException("n must be from 0 to " + MOST);
        }
        Random random = new Random((Long) arguments.get(1));
        List<Object> numbers = new ArrayList<>();
        for (long number = 0; number < count; number++) {
            numbers.add(random.nextDouble());
        }
        return PersistentVector.create(numbers);
    }
}
