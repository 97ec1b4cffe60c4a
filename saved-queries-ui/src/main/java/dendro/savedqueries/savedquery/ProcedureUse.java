package dendro.savedqueries.savedquery;

/**
 * A saved procedure that a query uses.
 *
 * @param name of the procedure
 * @param version that the query keeps to until it is saved with another
 */
public record ProcedureUse(String name, int version) {}
