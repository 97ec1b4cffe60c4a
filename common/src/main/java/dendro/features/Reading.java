package dendro.features;

import dendro.problem.Problem;
import dendro.problem.ProblemType;
import dendro.query.RuleSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * What is read about an entity as of a moment: the columns of one or more queries, side by side.
 *
 * @param entity how the entity is found
 * @param idType of the identity attribute: text, long or uuid
 * @param rules that the queries call
 * @param queries what is asked about it
 */
public record Reading(EntityKey entity, ColumnType idType, RuleSet rules, List<TypedQuery> queries) {

    public Reading {
        queries = List.copyOf(queries);
    }

    /** All columns, in order. */
    public List<Column> columns() {
        return queries.stream().flatMap(query -> query.columns().stream()).toList();
    }

    /** Every database that is read. */
    public Set<String> databases() {
        Set<String> names = new TreeSet<>();
        names.add(entity.database());
        queries.forEach(query -> names.addAll(query.query().databases()));
        return names;
    }

    /** That there is no entity with a row's id as of its timestamp. */
    public Problem notFound(EntityAt row) {
        return new Problem(
                        ProblemType.ENTITY_NOT_FOUND,
                        "Database '" + entity.database() + "' has no entity with " + entity.attribute() + " '"
                                + row.id() + "' as of " + row.timestamp() + ".")
                .with("database", entity.database());
    }

    /** An id as the identity attribute's value; empty if no entity can have such an id. */
    public Optional<Object> identity(String id) {
        try {
            return Optional.of(
                    switch (idType) {
                        case LONG -> Long.valueOf(id);
                        case UUID -> UUID.fromString(id);
                        default -> id;
                    });
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
