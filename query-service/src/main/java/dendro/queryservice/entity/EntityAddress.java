package dendro.queryservice.entity;

import clojure.lang.Keyword;
import datomic.Database;
import dendro.problem.Problem;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import java.util.Optional;

/** How an address names an entity: by a unique attribute and its value, or by its id. */
sealed interface EntityAddress {

    /**
     * By a unique attribute.
     *
     * @param attribute as it was named
     * @param value as text, of a type that the schema tells
     */
    record ByValue(Keyword attribute, String value) implements EntityAddress {

        @Override
        public Optional<Keyword> named() {
            return Optional.of(attribute);
        }

        @Override
        public EntityReference in(Database schema) {
            return EntityByValue.of(schema, attribute, value);
        }

        @Override
        public String words(boolean isPrivate) {
            return attribute + " = " + (isPrivate ? "(private)" : value);
        }
    }

    /**
     * By its id.
     *
     * @param id in its database
     */
    record ById(long id) implements EntityAddress {

        @Override
        public Optional<Keyword> named() {
            return Optional.empty();
        }

        @Override
        public EntityReference in(Database schema) {
            return new EntityById(id);
        }

        @Override
        public String words(boolean isPrivate) {
            return "entity " + id;
        }
    }

    /** The attribute that names it. */
    Optional<Keyword> named();

    /** Checked against a schema; {@code attribute-unknown} or {@code request-invalid}. */
    EntityReference in(Database schema);

    /** What the logs say was asked for. */
    String words(boolean isPrivate);

    /** Reads the parameters of an address, empty where they are not given; {@code request-invalid}. */
    static EntityAddress of(String attribute, String value, String entity) {
        boolean byValue = !attribute.isEmpty() && !value.isEmpty() && entity.isEmpty();
        boolean byId = attribute.isEmpty() && value.isEmpty() && !entity.isEmpty();
        if (byValue) {
            return new ByValue(keyword(attribute), value);
        }
        if (byId) {
            return new ById(id(entity));
        }
        throw invalid("Name the entity by ?attribute=customer/id&value=cus-108, or by its id, ?entity=17592186045418.");
    }

    /** A keyword, with its colon or without. */
    static Keyword keyword(String text) {
        return Keyword.intern(text.startsWith(":") ? text.substring(1) : text);
    }

    private static long id(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw invalid("'" + text + "' is not the id of an entity, which is a whole number.");
        }
    }

    private static ProblemException invalid(String detail) {
        return new Problem(ProblemType.REQUEST_INVALID, detail).exception();
    }
}
