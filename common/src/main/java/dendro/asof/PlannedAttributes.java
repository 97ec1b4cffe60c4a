package dendro.asof;

import clojure.lang.Keyword;
import datomic.Attribute;
import datomic.Database;
import dendro.features.EntityKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Numbers the attributes and databases of a plan while its queries are compiled. */
final class PlannedAttributes {

    private final List<String> databases;
    private final EntityKey key;
    private final Map<String, Database> schemas;
    private final Map<String, Integer> numbers = new LinkedHashMap<>();
    private final List<PlannedAttribute> attributes = new ArrayList<>();
    private final Set<Integer> readByValue = new HashSet<>();

    /**
     * Attributes of databases.
     *
     * @param key of the rows' entities
     */
    PlannedAttributes(List<String> databases, EntityKey key, Map<String, Database> schemas) {
        this.databases = List.copyOf(databases);
        this.key = key;
        this.schemas = schemas;
    }

    /** The number of a database. */
    int source(String database) {
        return databases.indexOf(database);
    }

    /** What the schema says of an attribute. */
    Optional<Attribute> schema(String database, Object name) {
        Database schema = schemas.get(database);
        return schema == null ? Optional.empty() : Optional.ofNullable(schema.attribute(name));
    }

    /** Whether rows' ids are values of an attribute. */
    boolean isIdentity(String database, Attribute attribute) {
        return database.equals(key.database()) && key.attribute().equals(attribute.ident());
    }

    /** The entity that an ident names. */
    Optional<Object> ident(String database, Keyword name) {
        Database schema = schemas.get(database);
        return schema == null ? Optional.empty() : Optional.ofNullable(schema.entid(name));
    }

    /** The number of an attribute that is read by entity. */
    int byEntity(String database, Attribute attribute) {
        return numbers.computeIfAbsent(database + attribute.ident(), unseen -> {
            Database schema = java.util.Objects.requireNonNull(schemas.get(database));
            attributes.add(PlannedAttribute.of(source(database), database, schema, attribute));
            return attributes.size() - 1;
        });
    }

    /** The number of an attribute that is read by value. */
    int byValue(String database, Attribute attribute) {
        int number = byEntity(database, attribute);
        readByValue.add(number);
        return number;
    }

    List<PlannedAttribute> attributes() {
        return List.copyOf(attributes);
    }

    Set<Integer> readByValue() {
        return Set.copyOf(readByValue);
    }

    /** What has been planned so far, to go back to. */
    Snapshot snapshot() {
        return new Snapshot(new LinkedHashMap<>(numbers), List.copyOf(attributes), Set.copyOf(readByValue));
    }

    void restore(Snapshot snapshot) {
        numbers.clear();
        numbers.putAll(snapshot.numbers());
        attributes.clear();
        attributes.addAll(snapshot.attributes());
        readByValue.clear();
        readByValue.addAll(snapshot.readByValue());
    }

    /** A moment of planning. */
    record Snapshot(Map<String, Integer> numbers, List<PlannedAttribute> attributes, Set<Integer> readByValue) {}
}
