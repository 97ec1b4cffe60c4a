package dendro.query.bounded;

import clojure.lang.IFn;
import clojure.lang.ISeq;
import clojure.lang.RestFn;
import org.jspecify.annotations.Nullable;

/** A function of numbers, none of which may have too many digits: then no single call takes long. */
final class Arithmetic extends RestFn {

    private final String name;
    private final IFn function;

    Arithmetic(String name, IFn function) {
        this.name = name;
        this.function = function;
    }

    @Override
    public int getRequiredArity() {
        return 0;
    }

    @Override
    public @Nullable Object invoke(@Nullable Object left, @Nullable Object right) {
        ValueSize.requireFewDigits(left, name);
        ValueSize.requireFewDigits(right, name);
        return checked(function.invoke(left, right));
    }

    @Override
    protected @Nullable Object doInvoke(@Nullable Object arguments) {
        // From left to right, as with two: a product of many would grow within one call.
        ISeq rest = (ISeq) arguments;
        for (ISeq each = rest; each != null; each = each.next()) {
            ValueSize.requireFewDigits(each.first(), name);
        }
        if (rest == null || rest.count() < 3) {
            return checked(function.applyTo(rest));
        }
        Object result = rest.first();
        for (ISeq each = rest.next(); each != null; each = each.next()) {
            result = checked(function.invoke(result, each.first()));
        }
        return result;
    }

    private @Nullable Object checked(@Nullable Object result) {
        ValueSize.requireFewDigits(result, name);
        return result;
    }
}
