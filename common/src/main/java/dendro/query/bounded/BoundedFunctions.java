package dendro.query.bounded;

import clojure.lang.IFn;
import clojure.lang.Namespace;
import clojure.lang.RT;
import clojure.lang.Symbol;
import clojure.lang.Var;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The bounded versions by the names that queries call, and where the peer finds them: {@code *} is
 * {@code dendro.bounded/*}. They answer as the originals do, or throw {@code too-large}; aggregates that depend on the order of
 * what they are given answer as the originals do in ascending order.
 */
public final class BoundedFunctions {

    private static final String CORE = "clojure.core";
    private static final String STRING = "clojure.string";
    private static final String EXTENSIONS = "datomic.extensions";
    private static final String AGGREGATION = "datomic.aggregation";
    private static final String HOME = "dendro.bounded";
    private static final String HOME_OF_STRING = "dendro.bounded.string";

    private static final Map<String, Symbol> FUNCTIONS = new LinkedHashMap<>();
    private static final Map<String, Symbol> AGGREGATES = new LinkedHashMap<>();

    static {
        RT.var(CORE, "require").invoke(Symbol.intern(STRING));
        for (String name : List.of("+", "-", "*", "quot", "rem", "mod", "inc", "dec")) {
            core(name, new Arithmetic(name, RT.var(CORE, name)));
        }
        // Datomic has this name to itself.
        FUNCTIONS.put("/", home(HOME, "/", new Arithmetic("/", new OfDatomic(EXTENSIONS, "/"))));
        FUNCTIONS.put("clojure.core//", home(HOME, "divide", new Arithmetic("/", RT.var(CORE, "/"))));
        for (String name : List.of("str", "vector", "hash-map", "hash-set", "conj", "assoc")) {
            core(name, new Building(name, RT.var(CORE, name)));
        }
        FUNCTIONS.put("tuple", home(HOME, "tuple", new Building("tuple", new OfDatomic(EXTENSIONS, "tuple"))));
        FUNCTIONS.put(
                "clojure.string/join",
                home(HOME_OF_STRING, "join", new Joining("clojure.string/join", RT.var(STRING, "join"))));
        for (String name : List.of("sum", "avg", "variance", "stddev")) {
            AGGREGATES.put(name, home(HOME, name, new Summing(name, new InOrder(new OfDatomic(AGGREGATION, name)))));
        }
        for (String name : List.of("min", "max", "median")) {
            AGGREGATES.put(name, home(HOME, name, new InOrder(new OfDatomic(AGGREGATION, name))));
        }
    }

    private BoundedFunctions() {}

    /** Where the peer finds the bounded version of a function; empty for one that needs none. */
    public static Optional<Symbol> function(Symbol name) {
        return Optional.ofNullable(FUNCTIONS.get(name.toString()));
    }

    /** Where the peer finds the bounded version of an aggregate; empty for one that needs none. */
    public static Optional<Symbol> aggregate(Symbol name) {
        return Optional.ofNullable(AGGREGATES.get(name.toString()));
    }

    /** A message of the peer's, with the names that were called. */
    public static String withCalledNames(String message) {
        return message.replace(HOME + "/divide", "clojure.core//")
                .replace(HOME_OF_STRING + "/", STRING + "/")
                .replace(HOME + "/", "");
    }

    private static void core(String name, IFn function) {
        Symbol symbol = home(HOME, name, function);
        FUNCTIONS.put(name, symbol);
        FUNCTIONS.put(CORE + "/" + name, symbol);
    }

    private static Symbol home(String namespace, String name, IFn function) {
        Var.intern(Namespace.findOrCreate(Symbol.intern(namespace)), Symbol.intern(name), function);
        return Symbol.intern(namespace, name);
    }
}
