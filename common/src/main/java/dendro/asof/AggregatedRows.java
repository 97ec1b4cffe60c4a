package dendro.asof;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a query with aggregates: the distinct combinations of all the variables of {@code :find} and
 * {@code :with}, aggregated once all are found. Variables outside of aggregates group; a second group is a second row,
 * which is the peer's to report.
 */
final class AggregatedRows implements FoundRows {

    /**
     * A column.
     *
     * @param variable its place among the slots
     * @param aggregation over it; empty for a variable that groups
     */
    record Element(int variable, Optional<Aggregation> aggregation) {}

    private final int[] slots;
    private final List<Element> elements;
    private final Set<List<Object>> combinations = new HashSet<>();
    private final List<Object[]> distinct = new ArrayList<>();

    /** Of these slots, those of {@code :with} among them. */
    AggregatedRows(List<Integer> slots, List<Element> elements) {
        this.slots = FoundRows.array(slots);
        this.elements = List.copyOf(elements);
    }

    @Override
    public void clear() {
        combinations.clear();
        distinct.clear();
    }

    @Override
    public void add(Frame frame) {
        Object[] values = new Object[slots.length];
        for (int index = 0; index < slots.length; index++) {
            values[index] = frame.get(slots[index]);
        }
        if (combinations.add(Arrays.asList(values))) {
            distinct.add(values);
        }
    }

    @Override
    public Object @Nullable [] single() {
        if (distinct.isEmpty()) {
            return null;
        }
        Object[] row = new Object[elements.size()];
        for (int column = 0; column < row.length; column++) {
            Element element = elements.get(column);
            row[column] = element.aggregation().isPresent()
                    ? element.aggregation().get().of(values(element.variable()))
                    : only(element.variable());
        }
        return row;
    }

    private List<Object> values(int variable) {
        List<Object> values = new ArrayList<>(distinct.size());
        for (Object[] combination : distinct) {
            values.add(combination[variable]);
        }
        return values;
    }

    private Object only(int variable) {
        Object first = distinct.get(0)[variable];
        for (Object[] combination : distinct) {
            if (!first.equals(combination[variable])) {
                throw new LeftToPeer();
            }
        }
        return first;
    }
}
