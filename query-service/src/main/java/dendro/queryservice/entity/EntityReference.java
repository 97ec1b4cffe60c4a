package dendro.queryservice.entity;

import clojure.lang.Keyword;
import datomic.Attribute;
import datomic.Database;
import datomic.Datom;
import dendro.database.DatabaseAt;
import dendro.problem.Problem;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * An entity named by the value of a unique attribute.
 *
 * @param attribute that is unique
 * @param value of the attribute's type
 */
record EntityReference(Keyword attribute, Object value) implements NamedEntity {

    private static final Set<Object> IN_ADDRESSES = Set.of(
            Attribute.TYPE_STRING,
            Attribute.TYPE_LONG,
            Attribute.TYPE_UUID,
            Attribute.TYPE_KEYWORD,
            Attribute.TYPE_INSTANT);

    /** Checks attribute and value against the schema; {@code attribute-unknown} or {@code request-invalid}. */
    static EntityReference of(Database schema, String attributeText, String valueText) {
        if (attributeText.isEmpty() || valueText.isEmpty()) {
            throw invalid("Name the entity by ?attribute=customer/id&value=cus-108, or by ?entity= and its id.");
        }
        Keyword name = EntityResource.keyword(attributeText);
        Attribute attribute = schema.attribute(name);
        if (attribute == null) {
            throw new Problem(ProblemType.ATTRIBUTE_UNKNOWN, "The database has no attribute " + name + ".")
                    .with("attribute", name.toString())
                    .exception();
        }
        if (attribute.unique() == null) {
            throw invalid("The attribute " + name + " is not unique, so it does not name one entity.");
        }
        return new EntityReference(name, value(attribute, valueText));
    }

    /** Whether the values of an attribute can stand in an address. */
    static boolean canName(Attribute attribute) {
        return attribute.unique() != null && IN_ADDRESSES.contains(attribute.valueType());
    }

    /** The address of the entity in a database, as of an instant or a {@code t}. */
    String path(String database, String asOf) {
        String text = value instanceof Date date ? date.toInstant().toString() : value.toString();
        return "/v1/databases/" + encoded(database) + "/entity?attribute=" + encoded(attribute.sym.toString())
                + "&value=" + encoded(text) + "&as-of=" + encoded(asOf);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static Object value(Attribute attribute, String text) {
        Object type = attribute.valueType();
        try {
            if (type.equals(Attribute.TYPE_LONG)) {
                return Long.valueOf(text);
            }
            if (type.equals(Attribute.TYPE_UUID)) {
                return UUID.fromString(text);
            }
            if (type.equals(Attribute.TYPE_KEYWORD)) {
                return EntityResource.keyword(text);
            }
            if (type.equals(Attribute.TYPE_INSTANT)) {
                return Date.from(Instant.parse(text));
            }
            return text;
        } catch (RuntimeException e) {
            throw invalid("'" + text + "' is not a value of " + attribute.ident() + ", which is of type " + type + ".");
        }
    }

    /** The entity as of a point; {@code entity-not-found} if it is not there. */
    @Override
    public Object find(DatabaseAt at) {
        return first(at.value()).orElseThrow(() -> notFound("as of t " + at.t()));
    }

    /** The entity that has the value, or had it last; {@code entity-not-found} if none ever had. */
    @Override
    public Object findEver(DatabaseAt at) {
        Optional<Object> present = first(at.newest());
        if (present.isPresent()) {
            return present.get();
        }
        Optional<Datom> last = Optional.empty();
        for (Datom datom : at.newest().history().datoms(Database.AVET, attribute, value)) {
            if (last.isEmpty() || (Long) datom.tx() > (Long) last.get().tx()) {
                last = Optional.of(datom);
            }
        }
        return last.map(Datom::e).orElseThrow(() -> notFound("at any time"));
    }

    private Optional<Object> first(Database database) {
        Iterator<Datom> datoms =
                database.datoms(Database.AVET, attribute, value).iterator();
        return datoms.hasNext() ? Optional.of(datoms.next().e()) : Optional.empty();
    }

    private ProblemException notFound(String when) {
        return new Problem(
                        ProblemType.ENTITY_NOT_FOUND, "No entity has " + attribute + " '" + value + "' " + when + ".")
                .exception();
    }

    private static ProblemException invalid(String detail) {
        return new Problem(ProblemType.REQUEST_INVALID, detail).exception();
    }
}
