package dendro.queryservice.caller;

import clojure.lang.Keyword;
import dendro.database.ObservedDatabase;
import dendro.database.Visibility;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which roles see which private attributes.
 *
 * @param byDatabase the roles that see an attribute, by database and attribute
 */
public record Privacy(Map<String, Map<Keyword, Set<Role>>> byDatabase) {

    public Privacy {
        byDatabase = Map.copyOf(byDatabase);
    }

    /** What a caller sees. */
    public Visibility of(Caller caller) {
        Map<String, Set<Keyword>> hidden = new HashMap<>();
        byDatabase.forEach((database, attributes) -> {
            Set<Keyword> names = new HashSet<>();
            attributes.forEach((name, roles) -> {
                if (Collections.disjoint(roles, caller.roles())) {
                    names.add(name);
                }
            });
            if (!names.isEmpty()) {
                hidden.put(database, names);
            }
        });
        return new Visibility(hidden);
    }

    /**
     * Whether an attribute, by whatever name it ever had, is private to some roles; every one may be while the schema lacks
     * one that is to be.
     */
    public boolean isPrivate(ObservedDatabase observed, Keyword attribute) {
        Visibility visibility = ofAll(observed.name());
        return !visibility.isKnown(observed) || visibility.hides(observed, attribute);
    }

    /**
     * Refuses a database that is not what the configuration takes it for.
     *
     * @throws dendro.problem.ProblemException {@code database-unavailable} naming a private attribute that its schema lacks
     */
    public void requireKnown(ObservedDatabase observed) {
        ofAll(observed.name()).requireKnown(observed);
    }

    /** What somebody without any role sees of a database. */
    private Visibility ofAll(String database) {
        return new Visibility(Map.of(database, of(database)));
    }

    /** The private attributes of a database. */
    public Set<Keyword> of(String database) {
        return byDatabase.getOrDefault(database, Map.of()).keySet();
    }

    /** The attribute a configuration names, with or without its colon. */
    public static Keyword attribute(String name) {
        return Keyword.intern(name.startsWith(":") ? name.substring(1) : name);
    }
}
