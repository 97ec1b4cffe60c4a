package dendro.demo.world;

import clojure.lang.Keyword;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Transaction data as Datomic takes it. */
public final class Facts {

    private Facts() {}

    /** {@code :database/name}, from {@code "database/name"}. */
    public static Keyword keyword(String name) {
        return Keyword.intern(name);
    }

    /**
     * A new entity, or further facts of one whose identity is among them.
     *
     * @param attributesAndValues in turn: {@code "customer/id", "cus-quercus", "customer/name", "Quercus"}
     */
    public static Map<Keyword, Object> entity(Object... attributesAndValues) {
        Map<Keyword, Object> entity = new LinkedHashMap<>();
        for (int i = 0; i < attributesAndValues.length; i += 2) {
            entity.put(keyword((String) attributesAndValues[i]), attributesAndValues[i + 1]);
        }
        return Collections.unmodifiableMap(entity);
    }

    /** One changed fact: {@code [:db/add [identity id] attribute value]}. */
    public static List<Object> change(String identity, String id, String attribute, Object value) {
        return List.of(ADD, List.of(keyword(identity), id), keyword(attribute), value);
    }

    private static final Keyword ADD = keyword("db/add");
}
