package dendro.blackbox;

import dendro.features.Column;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How one column becomes a part of the vector. A missing value makes all of that part NaN. */
sealed interface ColumnEncoding {

    /** What is encoded. */
    Column column();

    /** The name of each float of the part. */
    List<String> names();

    /** How many floats the part has. */
    int width();

    /** The texts that have a place of their own, in the order of their places. */
    default List<String> categories() {
        return List.of();
    }

    /**
     * Writes the part.
     *
     * @param value not missing
     * @return whether the value is of the column's type
     */
    boolean write(Object value, float[] vector, int offset);

    /** Writes the part of a missing value. */
    default void writeMissing(float[] vector, int offset) {
        Arrays.fill(vector, offset, offset + width(), Float.NaN);
    }

    /** One float: the number itself, true as 1, or an instant in days since 1970. */
    record Scalar(Column column) implements ColumnEncoding {

        /** XGBoost refuses infinite values; no measured quantity comes near this one. */
        private static final double LARGEST = 1e30;

        private static final double MILLISECONDS_PER_DAY = 86_400_000.0;

        @Override
        public List<String> names() {
            return List.of(column.name());
        }

        @Override
        public int width() {
            return 1;
        }

        @Override
        public boolean write(Object value, float[] vector, int offset) {
            Optional<Double> number = number(value);
            number.ifPresent(n -> vector[offset] = (float) Math.max(-LARGEST, Math.min(LARGEST, n)));
            return number.isPresent();
        }

        private Optional<Double> number(Object value) {
            return switch (column.type()) {
                case LONG -> value instanceof Long number ? Optional.of(number.doubleValue()) : Optional.empty();
                case DOUBLE -> value instanceof Double number ? Optional.of(number) : Optional.empty();
                case DECIMAL ->
                    value instanceof BigDecimal number ? Optional.of(number.doubleValue()) : Optional.empty();
                case BOOLEAN -> value instanceof Boolean flag ? Optional.of(flag ? 1.0 : 0.0) : Optional.empty();
                case INSTANT ->
                    value instanceof Instant instant
                            ? Optional.of(instant.toEpochMilli() / MILLISECONDS_PER_DAY)
                            : Optional.empty();
                case TEXT, KEYWORD, UUID -> Optional.empty();
            };
        }
    }

    /**
     * One float for each category learnt in training and one for all others: 1 where the value is, else 0.
     * Categories have no order, so none is invented for them.
     */
    final class Category implements ColumnEncoding {

        private final Column column;
        private final List<String> categories;
        private final Map<String, Integer> places = new HashMap<>();

        Category(Column column, List<String> categories) {
            this.column = column;
            this.categories = List.copyOf(categories);
            this.categories.forEach(category -> places.put(category, places.size()));
        }

        @Override
        public List<String> categories() {
            return categories;
        }

        @Override
        public Column column() {
            return column;
        }

        @Override
        public List<String> names() {
            List<String> names = new ArrayList<>();
            categories.forEach(category -> names.add(column.name() + "=" + category));
            names.add(column.name() + " other");
            return names;
        }

        @Override
        public int width() {
            return categories.size() + 1;
        }

        @Override
        public boolean write(Object value, float[] vector, int offset) {
            if (!(value instanceof String category)) {
                return false;
            }
            Arrays.fill(vector, offset, offset + width(), 0f);
            vector[offset + places.getOrDefault(category, categories.size())] = 1f;
            return true;
        }
    }
}
