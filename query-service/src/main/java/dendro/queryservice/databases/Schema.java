package dendro.queryservice.databases;

import clojure.lang.Keyword;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import datomic.Attribute;
import datomic.Database;
import datomic.Datom;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/** A database's attributes as JSON, those of Datomic itself left out; of hidden ones no more than that they are there. */
final class Schema {

    private Schema() {}

    static ArrayNode of(Database database, Predicate<Keyword> hidden) {
        Map<?, ?> counts =
                database.dbStats().get(Keyword.intern("attrs")) instanceof Map<?, ?> known ? known : Map.of();
        SortedMap<String, ObjectNode> byName = new TreeMap<>();
        for (Datom datom : database.datoms(Database.AEVT, ":db/valueType")) {
            Attribute attribute = database.attribute(datom.e());
            if (attribute != null && attribute.ident() instanceof Keyword name && isOwn(name)) {
                boolean isHidden = hidden.test(name);
                ObjectNode json = json(database, attribute, name, isHidden ? Map.of() : counts);
                byName.put(name.toString(), isHidden ? json.put("private", true) : json);
            }
        }
        ArrayNode json = JsonNodeFactory.instance.arrayNode();
        byName.values().forEach(json::add);
        return json;
    }

    private static boolean isOwn(Keyword name) {
        String namespace = name.getNamespace();
        return namespace == null
                || !(namespace.equals("db") || namespace.startsWith("db.") || namespace.equals("fressian"));
    }

    private static ObjectNode json(Database database, Attribute attribute, Keyword name, Map<?, ?> counts) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("attribute", name.toString())
                .put("type", ((Keyword) attribute.valueType()).getName())
                .put("cardinality", ((Keyword) attribute.cardinality()).getName())
                .put("indexed", attribute.hasAVET())
                .put("no-history", attribute.hasNoHistory());
        if (attribute.unique() instanceof Keyword unique) {
            json.put("unique", unique.getName());
        }
        for (Datom doc : database.datoms(Database.EAVT, attribute.id(), ":db/doc")) {
            json.put("doc", String.valueOf(doc.v()));
        }
        if (counts.get(name) instanceof Map<?, ?> statistics
                && statistics.get(Keyword.intern("count")) instanceof Number count) {
            json.put("datoms", count.longValue());
        }
        return json;
    }
}
