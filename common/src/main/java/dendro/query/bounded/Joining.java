package dendro.query.bounded;

import clojure.lang.AFn;
import clojure.lang.IFn;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code clojure.string/join}, which repeats its separator. */
final class Joining extends AFn {

    private final String name;
    private final IFn function;

    Joining(String name, IFn function) {
        this.name = name;
        this.function = function;
    }

    @Override
    public @Nullable Object invoke(@Nullable Object items) {
        var unused = ValueSize.together(name, Arrays.asList(items));
        return function.invoke(items);
    }

    @Override
    public @Nullable Object invoke(@Nullable Object separator, @Nullable Object items) {
        long size = ValueSize.together(name, Arrays.asList(items));
        if (items instanceof Collection<?> each) {
            size += each.size() * ValueSize.together(name, List.of(String.valueOf(separator)));
        }
        ValueSize.requireNoMoreThan(size, name);
        return function.invoke(separator, items);
    }
}
