package dendro.features;

import dendro.query.Query;
import java.util.List;

/**
 * A feature query and the types of its columns.
 *
 * @param query takes the entity's id
 * @param columns what it finds, in order
 */
public record TypedQuery(Query query, List<Column> columns) {

    public TypedQuery {
        columns = List.copyOf(columns);
    }
}
