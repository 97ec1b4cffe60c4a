package dendro.query.bounded;

import clojure.lang.IFn;
import clojure.lang.ISeq;
import clojure.lang.RT;
import clojure.lang.RestFn;
import clojure.lang.Symbol;
import org.jspecify.annotations.Nullable;

/**
 * A function of Datomic's own, looked for when it is first called: loading Datomic takes seconds, which whoever checks a
 * query and leaves it to others to run need not spend.
 */
final class OfDatomic extends RestFn {

    private final Symbol namespace;
    private final String name;
    private volatile @Nullable IFn found;

    OfDatomic(String namespace, String name) {
        this.namespace = Symbol.intern(namespace);
        this.name = name;
    }

    @Override
    public int getRequiredArity() {
        return 0;
    }

    @Override
    public @Nullable Object invoke(@Nullable Object left, @Nullable Object right) {
        return function().invoke(left, right);
    }

    @Override
    protected @Nullable Object doInvoke(@Nullable Object arguments) {
        return function().applyTo((ISeq) arguments);
    }

    private IFn function() {
        IFn function = found;
        if (function == null) {
            RT.var("clojure.core", "require").invoke(namespace);
            function = (IFn) RT.var(namespace.getName(), name).deref();
            found = function;
        }
        return function;
    }
}
