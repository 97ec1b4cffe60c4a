package dendro.cursor;

import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One point in time in each database.
 *
 * @param points by name of database
 * @param elsewhere for every database not named
 */
public record Cursor(Map<String, Point> points, Point elsewhere) {

    public Cursor {
        points = Map.copyOf(points);
    }

    /** Each database at its newest state. */
    public static Cursor newest() {
        return new Cursor(Map.of(), new Point.Newest());
    }

    /** Every database as of one instant. */
    public static Cursor asOf(Instant instant) {
        return new Cursor(Map.of(), new Point.At(instant));
    }

    /** The databases as they were when an answer was given. */
    public static Cursor at(ResolvedCursor resolved) {
        SortedMap<String, Point> points = new TreeMap<>();
        resolved.basis().forEach((database, t) -> points.put(database, new Point.Basis(t)));
        return new Cursor(points, new Point.Newest());
    }

    /** The point for a database. */
    public Point point(String database) {
        return points.getOrDefault(database, elsewhere);
    }
}
