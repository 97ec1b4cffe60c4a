package dendro.demo.world;

import clojure.lang.Keyword;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The attributes of each database, as its microservice would have declared them. */
final class Schema {

    private Schema() {}

    /** By name of database, what its first transaction asserts. */
    static SortedMap<String, List<Object>> ofEachDatabase() {
        SortedMap<String, List<Object>> schema = new TreeMap<>();
        schema.put(
                "customers",
                List.of(
                        identity("customer/id"),
                        attribute("customer/name", "string"),
                        attribute("customer/job", "string"),
                        attribute("customer/city", "string"),
                        attribute("customer/income", "long"),
                        attribute("customer/credit-limit", "bigdec"),
                        attribute("customer/email", "string"),
                        attribute("customer/tax-id", "string")));
        schema.put(
                "merchants",
                List.of(
                        identity("merchant/id"),
                        attribute("merchant/name", "string"),
                        attribute("merchant/category", "keyword"),
                        attribute("merchant/city", "string")));
        schema.put(
                "purchases",
                List.of(
                        identity("purchase/id"),
                        reference("purchase/customer-id"),
                        reference("purchase/merchant-id"),
                        attribute("purchase/amount", "long"),
                        attribute("purchase/installments", "long"),
                        attribute("purchase/status", "keyword")));
        schema.put(
                "bills",
                List.of(
                        identity("bill/id"),
                        reference("bill/customer-id"),
                        attribute("bill/due-date", "instant"),
                        attribute("bill/amount", "long"),
                        attribute("bill/paid-at", "instant"),
                        attribute("bill/status", "keyword")));
        return schema;
    }

    private static Map<Keyword, Object> attribute(String ident, String type) {
        return Facts.entity(
                "db/ident", Facts.keyword(ident),
                "db/valueType", Facts.keyword("db.type/" + type),
                "db/cardinality", Facts.keyword("db.cardinality/one"));
    }

    private static Map<Keyword, Object> identity(String ident) {
        return with(attribute(ident, "string"), "db/unique", Facts.keyword("db.unique/identity"));
    }

    /** The id of an entity of another database. */
    private static Map<Keyword, Object> reference(String ident) {
        return with(attribute(ident, "string"), "db/index", true);
    }

    private static Map<Keyword, Object> with(Map<Keyword, Object> attribute, String name, Object value) {
        Map<Keyword, Object> more = new LinkedHashMap<>(attribute);
        more.put(Facts.keyword(name), value);
        return more;
    }
}
