package dendro.query;

import dendro.cursor.ResolvedCursor;
import java.util.List;

/**
 * What a query came to.
 *
 * @param columns names, one for each value of a row
 * @param rows in the order of their values, as Datomic returns them; at most as many as the limit
 * @param rowCount of the whole answer, also if the limit cut it
 * @param cursor the basis of each database read; with it the same query has the same answer for ever
 * @param digest of the whole answer, in hex, whatever the order of its rows
 * @param warnings what may keep the answer from being reproduced, in words
 */
public record Answer(
        List<String> columns,
        List<List<Object>> rows,
        long rowCount,
        ResolvedCursor cursor,
        String digest,
        List<String> warnings) {}
