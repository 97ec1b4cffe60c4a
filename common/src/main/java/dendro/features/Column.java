package dendro.features;

import java.io.Serializable;

/**
 * One feature column.
 *
 * @param name as in the query's {@code :keys}
 * @param type of all its values
 */
public record Column(String name, ColumnType type) implements Serializable {}
