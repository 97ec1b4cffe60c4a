package dendro.query.bounded;

import clojure.lang.IFn;
import clojure.lang.ISeq;
import clojure.lang.RestFn;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A function whose result holds what it is given, which may not be too much. */
final class Building extends RestFn {

    private final String name;
    private final IFn function;

    Building(String name, IFn function) {
        this.name = name;
        this.function = function;
    }

    @Override
    public int getRequiredArity() {
        return 0;
    }

    @Override
    protected @Nullable Object doInvoke(@Nullable Object arguments) {
        if (arguments instanceof List<?> values) {
            var unused = ValueSize.together(name, values);
        }
        return function.applyTo((ISeq) arguments);
    }
}
