package dendro.queryservice.entity;

import datomic.Database;
import dendro.database.DatabaseAt;
import dendro.problem.Problem;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * An entity named by its id, as queries answer with it: the only name of one that has no unique attribute.
 *
 * @param id as Datomic gave it
 */
record EntityId(long id) implements NamedEntity {

    /** An id as it stands in an address; {@code request-invalid} if it is none. */
    static EntityId of(String text) {
        try {
            return new EntityId(Long.parseLong(text));
        } catch (NumberFormatException e) {
            throw new Problem(
                            ProblemType.REQUEST_INVALID,
                            "An entity's id is a whole number such as 17592186045418, not '" + text + "'.")
                    .exception();
        }
    }

    @Override
    public Object find(DatabaseAt at) {
        return known(at.value(), "as of t " + at.t());
    }

    @Override
    public Object findEver(DatabaseAt at) {
        return known(at.newest().history(), "at any time");
    }

    /** The address of the entity in a database, as of an instant or a {@code t}. */
    String path(String database, String asOf) {
        return "/v1/databases/" + URLEncoder.encode(database, StandardCharsets.UTF_8) + "/entity?entity=" + id
                + "&as-of=" + URLEncoder.encode(asOf, StandardCharsets.UTF_8);
    }

    /** Every number is an entity to Datomic; one that nothing is known about is none to people. */
    private Object known(Database database, String when) {
        if (!database.datoms(Database.EAVT, id).iterator().hasNext()) {
            throw notFound(when);
        }
        return id;
    }

    private ProblemException notFound(String when) {
        return new Problem(
                        ProblemType.ENTITY_NOT_FOUND,
                        "Nothing is known about an entity with the id " + id + " " + when + ".")
                .exception();
    }
}
