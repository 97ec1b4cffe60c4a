package dendro.database;

import clojure.lang.Keyword;
import datomic.Database;
import datomic.Datom;
import dendro.problem.Problem;
import dendro.problem.ProblemType;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one reader may see: everything but the facts of some attributes. They are taken out of the database value itself
 * ({@link Database#filter}), so that no query, pull, entity or history, whatever it calls, can come upon them; composite
 * tuples that contain such an attribute go with it. Who names a hidden attribute is told so, lest the absence be taken
 * for an answer. A database whose schema lacks an attribute that is to be hidden is {@code database-unavailable}:
 * the name may be misspelt, and the attribute that was meant in the open. Immutable.
 *
 * @param hidden attributes by name of their database
 */
public record Visibility(Map<String, Set<Keyword>> hidden) {

    private static final Visibility EVERYTHING = new Visibility(Map.of());
    private static final Long NO_ATTRIBUTE = -1L;

    public Visibility {
        hidden = Map.copyOf(hidden);
    }

    /** Nothing is hidden. */
    public static Visibility everything() {
        return EVERYTHING;
    }

    /** Whether nothing is hidden. */
    public boolean isEverything() {
        return hidden.values().stream().allMatch(Set::isEmpty);
    }

    /** Whether nothing is hidden of these databases. */
    public boolean isEverythingOf(Collection<String> databases) {
        return databases.stream()
                .allMatch(database -> hidden.getOrDefault(database, Set.of()).isEmpty());
    }

    /**
     * Refuses a reader from whom something of a database is hidden.
     *
     * @param database name of the database, of which the log is asked for
     * @throws dendro.problem.ProblemException {@code attribute-private}
     */
    public void requireEverythingOf(String database) {
        if (!isEverythingOf(Set.of(database))) {
            throw new Problem(
                            ProblemType.ATTRIBUTE_PRIVATE,
                            "Database '" + database
                                    + "' has private attributes that your roles may not see; its log is for those who"
                                    + " may see all of them.")
                    .with("database", database)
                    .exception();
        }
    }

    /** A database as this reader sees it, at every moment. */
    public ObservedDatabase of(ObservedDatabase observed) {
        Set<Long> attributes = hiddenIn(observed);
        if (attributes.isEmpty()) {
            return observed;
        }
        return new ObservedDatabase(
                observed.name(),
                observed.newest().filter((Database.Predicate<Datom>)
                        (database, datom) -> !attributes.contains(((Number) datom.a()).longValue())),
                observed.observedAt());
    }

    /** Whether the schema of a database has every attribute that is to be hidden. */
    public boolean isKnown(ObservedDatabase observed) {
        return hidden.getOrDefault(observed.name(), Set.of()).stream()
                .allMatch(name -> observed.newest().attribute(name) != null);
    }

    /**
     * Refuses a database whose schema lacks an attribute that is to be hidden.
     *
     * @throws dendro.problem.ProblemException {@code database-unavailable} naming it
     */
    public void requireKnown(ObservedDatabase observed) {
        hidden.getOrDefault(observed.name(), Set.of()).forEach(name -> requireAttribute(observed, name));
    }

    /** Whether an attribute of a database is hidden; by name, former name or entity id. */
    public boolean hides(ObservedDatabase observed, Object attribute) {
        Set<Long> attributes = hiddenIn(observed);
        return !attributes.isEmpty() && attributes.contains(id(observed.newest(), attribute));
    }

    /**
     * Refuses forms that name a hidden attribute.
     *
     * @throws dendro.problem.ProblemException {@code attribute-private} naming it
     */
    public void requireUnnamed(ObservedDatabase observed, Collection<?> forms) {
        Set<Long> attributes = hiddenIn(observed);
        if (!attributes.isEmpty()) {
            forms.forEach(form -> requireUnnamed(observed, attributes, form));
        }
    }

    private static void requireUnnamed(ObservedDatabase observed, Set<Long> hidden, @Nullable Object form) {
        if (form instanceof Keyword name
                && (hidden.contains(id(observed.newest(), name))
                        || hidden.contains(id(observed.newest(), forwards(name))))) {
            throw new Problem(
                            ProblemType.ATTRIBUTE_PRIVATE,
                            "The attribute " + name + " of database '" + observed.name()
                                    + "' is private; your roles may not see it.")
                    .with("database", observed.name())
                    .with("attribute", name.toString())
                    .exception();
        }
        if (form instanceof Map<?, ?> map) {
            map.keySet().forEach(key -> requireUnnamed(observed, hidden, key));
            map.values().forEach(value -> requireUnnamed(observed, hidden, value));
        } else if (form instanceof Collection<?> parts) {
            parts.forEach(part -> requireUnnamed(observed, hidden, part));
        }
    }

    /** The attribute that is followed to those that refer by it: {@code :customer/friend} for {@code :customer/_friend}. */
    private static Keyword forwards(Keyword name) {
        return name.getName().startsWith("_")
                ? Keyword.intern(name.getNamespace(), name.getName().substring(1))
                : name;
    }

    private Set<Long> hiddenIn(ObservedDatabase observed) {
        Set<Keyword> names = hidden.getOrDefault(observed.name(), Set.of());
        if (names.isEmpty()) {
            return Set.of();
        }
        Database newest = observed.newest();
        Set<Long> ids = new HashSet<>();
        names.forEach(name -> ids.add(requireAttribute(observed, name)));
        for (Datom tuple : newest.datoms(Database.AEVT, ":db/tupleAttrs")) {
            if (((List<?>) tuple.v()).stream().anyMatch(part -> ids.contains(id(newest, part)))) {
                ids.add(((Number) tuple.e()).longValue());
            }
        }
        ids.remove(NO_ATTRIBUTE);
        return ids;
    }

    private static Long requireAttribute(ObservedDatabase observed, Keyword name) {
        if (observed.newest().attribute(name) == null) {
            throw new Problem(
                            ProblemType.DATABASE_UNAVAILABLE,
                            "The attribute " + name + ", configured to be private, is not in the schema of database '"
                                    + observed.name()
                                    + "'. If it is misspelt, the one that was meant would be in the open, so whoever may"
                                    + " not see it is answered nothing from this database until the configuration is"
                                    + " corrected or the schema has the attribute.")
                    .with("database", observed.name())
                    .with("attribute", name.toString())
                    .exception();
        }
        return id(observed.newest(), name);
    }

    private static Long id(Database database, @Nullable Object attribute) {
        Object id = attribute == null ? null : database.entid(attribute);
        return id instanceof Number number ? (Long) number.longValue() : NO_ATTRIBUTE;
    }
}
