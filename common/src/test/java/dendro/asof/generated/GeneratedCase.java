package dendro.asof.generated;

import clojure.lang.IFn;
import clojure.lang.Keyword;
import clojure.lang.RT;
import clojure.lang.Symbol;
import dendro.edn.Edn;
import dendro.features.EntityAt;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Databases, a feature set and rows to read, as one EDN value that people can read, keep and run again:
 * {@code {:databases {:a [[#inst "…" operation …] …]} :features {…} :rows [["id" #inst "…"] …]}}. A transaction begins
 * with its instant; symbols stand for entities of one database; {@code {:bytes [1]}}, {@code {:uri "…"}} and
 * {@code {:float 1.0}} for values that EDN has no text for.
 *
 * @param form the EDN value
 */
public record GeneratedCase(Map<?, ?> form) {

    private static final Keyword DATABASES = Keyword.intern("databases");
    private static final Keyword FEATURES = Keyword.intern("features");
    private static final Keyword ROWS = Keyword.intern("rows");

    /** The case that a seed gives. */
    public static GeneratedCase of(Random random) {
        WorldGenerator world = new WorldGenerator(random);
        String databases = world.databases();
        String rows = world.rows();
        return parse("{:databases " + databases + " :features " + new FeaturesGenerator(random, world).featureSet()
                + " :rows " + rows + "}");
    }

    /** A case as {@link #toString()} writes it. */
    public static GeneratedCase parse(String text) {
        return new GeneratedCase((Map<?, ?>) Edn.read(text));
    }

    /** The transactions of each database. */
    Map<String, List<?>> databases() {
        Map<String, List<?>> databases = new LinkedHashMap<>();
        ((Map<?, ?>) part(DATABASES))
                .forEach((name, history) -> databases.put(((Keyword) name).getName(), (List<?>) history));
        return databases;
    }

    /** The text of the feature set. */
    String featureSet() {
        return Edn.write(part(FEATURES));
    }

    List<EntityAt> rows() {
        return ((List<?>) part(ROWS))
                .stream()
                        .map(row -> (List<?>) row)
                        .map(row -> new EntityAt(String.valueOf(row.get(0)), ((Date) row.get(1)).toInstant()))
                        .toList();
    }

    private Object part(Keyword key) {
        return java.util.Objects.requireNonNull(form.get(key), key::toString);
    }

    /** The case as EDN, a clause or two a line. */
    @Override
    public String toString() {
        RT.var("clojure.core", "require").invoke(Symbol.intern("clojure.pprint"));
        IFn write = RT.var("clojure.pprint", "write");
        return String.valueOf(write.invoke(form, Keyword.intern("stream"), null));
    }
}
