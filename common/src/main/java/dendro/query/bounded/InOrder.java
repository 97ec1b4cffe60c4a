package dendro.query.bounded;

import clojure.lang.AFn;
import clojure.lang.IFn;
import clojure.lang.PersistentVector;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An aggregate that is given its numbers in ascending order. The peer hands over a set's values in an order that changes from
 * run to run, and that order decides where sums of floating-point numbers are rounded, whether a sum of longs overflows on the
 * way, and which of several equal numbers is the least. In one order the same question has the same answer, to the last digit.
 */
final class InOrder extends AFn {

    private static final Comparator<Number> DOUBLES = Comparator.comparingDouble(Number::doubleValue);
    private static final Comparator<Number> ASCENDING =
            DOUBLES.thenComparing(number -> number.getClass().getName()).thenComparing(InOrder::exactly);

    private final IFn aggregate;

    InOrder(IFn aggregate) {
        this.aggregate = aggregate;
    }

    @Override
    public @Nullable Object invoke(@Nullable Object values) {
        return aggregate.invoke(ascending(values));
    }

    /** With a constant first, as in {@code (min 3 ?x)}. */
    @Override
    public @Nullable Object invoke(@Nullable Object constant, @Nullable Object values) {
        return aggregate.invoke(constant, ascending(values));
    }

    private static @Nullable Object ascending(@Nullable Object values) {
        if (!(values instanceof Collection<?> all)) {
            return values;
        }
        // The peer's collections can be iterated over and little else.
        List<Number> numbers = new ArrayList<>(all.size());
        boolean areDoubles = true;
        for (Object value : all) {
            if (!(value instanceof Number number)) {
                return values;
            }
            numbers.add(number);
            areDoubles &= number instanceof Double;
        }
        numbers.sort(areDoubles ? DOUBLES : ASCENDING);
        return PersistentVector.create(numbers);
    }

    /** Of two numbers that no double tells apart, which are of the same class. */
    private static int exactly(Number left, Number right) {
        if (!(left instanceof BigDecimal decimal) || !(right instanceof BigDecimal other)) {
            return 0;
        }
        int values = decimal.compareTo(other);
        return values != 0 ? values : Integer.compare(decimal.scale(), other.scale());
    }
}
