package dendro.queryservice.entity;

import datomic.Database;
import dendro.database.DatabaseAt;
import dendro.problem.Problem;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;

/**
 * An entity named by the id that its database has given it, as queries answer with it.
 *
 * @param id of the entity; another in every database
 */
record EntityById(long id) implements EntityReference {

    @Override
    public Object find(DatabaseAt at) {
        return found(at.value(), "as of t " + at.t());
    }

    @Override
    public Object findEver(DatabaseAt at) {
        return found(at.newest().history(), "at any time");
    }

    private Object found(Database database, String when) {
        if (!database.datoms(Database.EAVT, id).iterator().hasNext()) {
            throw notFound(when);
        }
        return id;
    }

    @Override
    public String parameters() {
        return "entity=" + id;
    }

    private ProblemException notFound(String when) {
        return new Problem(ProblemType.ENTITY_NOT_FOUND, "No entity has the id " + id + " " + when + ".").exception();
    }
}
