package dendro.asof;

import clojure.lang.IFn;
import clojure.lang.RT;
import clojure.lang.Symbol;
import clojure.lang.Var;
import dendro.procedure.ProcedureFunctions;
import dendro.query.bounded.BoundedFunctions;
import java.util.Optional;
import java.util.Set;

/**
 * The functions that clauses call, found as the peer finds them: procedures and bounded versions, then the peer's own
 * names, then those of Clojure.
 */
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
        Optional<IFn> ours = ProcedureFunctions.named(name.toString()).or(() -> bounded(name));
        if (ours.isPresent()) {
            return ours;
        }
        String home =
                namespace == null ? PEERS.contains(name.getName()) ? "datomic.extensions" : "clojure.core" : namespace;
        return bound(RT.var(home, name.getName()));
    }

    private static Optional<IFn> bounded(Symbol name) {
        return BoundedFunctions.function(name).flatMap(home -> bound(RT.var(home.getNamespace(), home.getName())));
    }

    private static Optional<IFn> bound(Var found) {
        return found.isBound() && found.deref() instanceof IFn ? Optional.of((IFn) found.deref()) : Optional.empty();
    }
}
