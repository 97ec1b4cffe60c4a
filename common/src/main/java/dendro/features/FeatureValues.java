package dendro.features;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The values of one row, in the order of the feature set's columns; a column may be missing. */
public final class FeatureValues implements Serializable {

    private static final long serialVersionUID = 1L;

    private final List<@Nullable Object> values;

    private FeatureValues(List<@Nullable Object> values) {
        this.values = values;
    }

    /** Values by column; null marks a missing one. */
    public static FeatureValues of(List<? extends @Nullable Object> values) {
        return new FeatureValues(Collections.unmodifiableList(new ArrayList<@Nullable Object>(values)));
    }

    /** Values by column in an array that nobody will change; null marks a missing one. */
    public static FeatureValues ofOwned(@Nullable Object[] values) {
        return new FeatureValues(Arrays.asList(values));
    }

    /** How many columns there are. */
    public int size() {
        return values.size();
    }

    /** The value of a column, of its {@link ColumnType}'s Java class; empty if the column is missing. */
    public Optional<Object> value(int column) {
        return Optional.ofNullable(values.get(column));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FeatureValues that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return Objects.hash(values);
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
