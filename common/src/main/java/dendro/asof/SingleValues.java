package dendro.asof;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads an attribute of cardinality one that once was of cardinality many. What the peer makes of several values where
 * its schema promises one is its own affair.
 */
record SingleValues(AttributeReads reads) implements AttributeReads {

    @Override
    public void valuesOf(long entity, long asOf, Frame frame, Found found) {
        List<Object> values = new ArrayList<>();
        long[] transactions = new long[1];
        reads.valuesOf(entity, asOf, frame, (unused, value, transaction) -> {
            values.add(value);
            transactions[0] = transaction;
        });
        if (values.size() > 1) {
            throw new LeftToPeer();
        }
        if (!values.isEmpty()) {
            found.found(frame, values.get(0), transactions[0]);
        }
    }

    @Override
    public void entitiesWith(Object value, long asOf, Frame frame, Found found) {
        reads.entitiesWith(value, asOf, frame, found);
    }
}
