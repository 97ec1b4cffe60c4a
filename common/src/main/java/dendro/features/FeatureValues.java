package dendro.features;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The values of one row, in the order of the feature set's columns; a column may be missing. */
public final class FeatureValues implements Serializable {

    private static final long serialVersionUID = 1L;

    private final @Nullable Object[] values;

    private FeatureValues(@Nullable Object[] values) {
        this.values = values;
    }

    /** Values by column; null marks a missing one. */
    public static FeatureValues of(List<? extends @Nullable Object> values) {
        return new FeatureValues(values.toArray());
    }

    /** Values by column in an array that nobody will change; null marks a missing one. */
    public static FeatureValues ofOwned(@Nullable Object[] values) {
        return new FeatureValues(values);
    }

    /** How many columns there are. */
    public int size() {
        return values.length;
    }

    /** The value of a column, of its {@link ColumnType}'s Java class; empty if the column is missing. */
    public Optional<Object> value(int column) {
        return Optional.ofNullable(values[column]);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FeatureValues that && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return Arrays.toString(values);
    }
}
