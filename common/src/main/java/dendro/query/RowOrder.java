package dendro.query;

import dendro.edn.Edn;
import java.util.Comparator;
import java.util.List;

/**
 * An order of rows by their values, column by column, so that the same answer is listed the same
 * way each time and a limit cuts it at the same place. Values of different kinds are ordered by kind.
 */
final class RowOrder implements Comparator<List<Object>> {

    @Override
    public int compare(List<Object> left, List<Object> right) {
        int columns = Math.min(left.size(), right.size());
        for (int column = 0; column < columns; column++) {
            int order = compareValues(left.get(column), right.get(column));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(left.size(), right.size());
    }

    @SuppressWarnings("unchecked")
    private static int compareValues(Object left, Object right) {
        if (left.getClass() == right.getClass() && left instanceof Comparable<?>) {
            return ((Comparable<Object>) left).compareTo(right);
        }
        if (left instanceof Number leftNumber && right instanceof Number rightNumber) {
            return Double.compare(leftNumber.doubleValue(), rightNumber.doubleValue());
        }
        int kinds = left.getClass().getName().compareTo(right.getClass().getName());
        return kinds != 0 ? kinds : Edn.write(left).compareTo(Edn.write(right));
    }
}
