package dendro.asof;

import clojure.lang.IFn;
import clojure.lang.RT;
import clojure.lang.Symbol;
import clojure.lang.Var;
import java.util.Optional;
import java.util.Set;

/** The functions that clauses call, found as the peer finds them: its own names first, then those of Clojure. */
final class Functions {

    static {
        IFn require = RT.var("clojure.core", "require");
        require.invoke(Symbol.intern("datomic.extensions"));
        require.invoke(Symbol.intern("clojure.math"));
        require.invoke(Symbol.intern("clojure.string"));
    }

    private static final Set<String> PEERS = Set.of("<", "<=", ">", ">=", "!=", "/", "ground", "tuple", "untuple");

    /** What the peer compiles and no function is. */
    private static final Set<String> FORMS = Set.of("if", "and", "or");

    private Functions() {}

    /** The function of a name that the guard has admitted. */
    static Optional<IFn> named(Symbol name) {
        String namespace = name.getNamespace();
        if (namespace == null
                && (FORMS.contains(name.getName()) || name.getName().equals("q"))) {
            return Optional.empty();
        }
        String home =
                namespace == null ? PEERS.contains(name.getName()) ? "datomic.extensions" : "clojure.core" : namespace;
        Var found = RT.var(home, name.getName());
        return found.isBound() && found.deref() instanceof IFn ? Optional.of((IFn) found.deref()) : Optional.empty();
    }
}
