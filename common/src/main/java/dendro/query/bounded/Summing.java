package dendro.query.bounded;

import clojure.lang.AFn;
import clojure.lang.IFn;
import clojure.lang.RT;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** An aggregate that adds: fractions have a sum whose denominator grows with each, so it is added with care first. */
final class Summing extends AFn {

    private static final IFn PLUS = RT.var("clojure.core", "+");

    private final String name;
    private final IFn aggregate;

    Summing(String name, IFn aggregate) {
        this.name = name;
        this.aggregate = aggregate;
    }

    @Override
    public @Nullable Object invoke(@Nullable Object values) {
        if (values instanceof Collection<?> numbers && numbers.stream().anyMatch(Summing::isExact)) {
            Object sum = 0L;
            for (Object number : numbers) {
                ValueSize.requireFewDigits(number, name);
                sum = PLUS.invoke(sum, number);
                ValueSize.requireFewDigits(sum, name);
            }
        }
        return aggregate.invoke(values);
    }

    private static boolean isExact(@Nullable Object number) {
        return !(number instanceof Long || number instanceof Double || number instanceof Integer);
    }
}
