package dendro.trainer.product;

import dendro.features.Column;
import dendro.features.ColumnType;
import dendro.problem.Problem;
import dendro.problem.ProblemType;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * What the columns of a training set become in Parquet: {@code id}, {@code timestamp}, the features, {@code label}.
 *
 * <p>Long, double and boolean are Parquet's own; instants are timestamps in UTC, to the millisecond; texts, keywords (with
 * their colon) and UUIDs are strings, which Parquet stores by dictionary. A decimal column gets as many digits as its
 * values need, so that each keeps its exact value; if those are more than 38, its values
 * are strings. Each field's metadata names Dendro's type.
 */
final class ParquetSchema implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final List<String> OWN = List.of("id", "timestamp", "label");
    private static final String DENDRO_TYPE = "dendro.type";

    private final StructType type;

    private ParquetSchema(StructType type) {
        this.type = type;
    }

    /**
     * The schema of rows that have been read.
     *
     * @throws dendro.problem.ProblemException {@code feature-set-invalid} if a feature has the name of another column
     */
    static ParquetSchema of(ShardTally rows) {
        List<StructField> fields = new ArrayList<>();
        fields.add(field("id", DataTypes.StringType, ColumnType.TEXT, false));
        fields.add(field("timestamp", DataTypes.TimestampType, ColumnType.INSTANT, false));
        List<Column> columns = rows.columns();
        for (int index = 0; index < columns.size(); index++) {
            Column column = columns.get(index);
            refuseTaken(column.name(), fields);
            fields.add(field(column.name(), type(column.type(), rows.decimals(index)), column.type(), true));
        }
        fields.add(field("label", DataTypes.DoubleType, ColumnType.DOUBLE, true));
        return new ParquetSchema(new StructType(fields.toArray(StructField[]::new)));
    }

    private static void refuseTaken(String name, List<StructField> before) {
        boolean taken = OWN.stream().anyMatch(name::equalsIgnoreCase)
                || before.stream().anyMatch(field -> name.equalsIgnoreCase(field.name()));
        if (taken) {
            throw new Problem(
                            ProblemType.FEATURE_SET_INVALID,
                            "The column '" + name + "' cannot be written beside another of that name (id, timestamp and"
                                    + " label are columns of every training set; capitals make no difference): name it"
                                    + " otherwise in :keys.")
                    .exception();
        }
    }

    private static StructField field(String name, DataType type, ColumnType column, boolean nullable) {
        Metadata metadata =
                new MetadataBuilder().putString(DENDRO_TYPE, column.label()).build();
        return new StructField(name, type, nullable, metadata);
    }

    private static DataType type(ColumnType type, DecimalRange decimals) {
        return switch (type) {
            case LONG -> DataTypes.LongType;
            case DOUBLE -> DataTypes.DoubleType;
            case BOOLEAN -> DataTypes.BooleanType;
            case INSTANT -> DataTypes.TimestampType;
            case TEXT, KEYWORD, UUID -> DataTypes.StringType;
            case DECIMAL -> {
                int digits = Math.max(1, decimals.whole() + decimals.fraction());
                yield digits > DecimalType.MAX_PRECISION()
                        ? DataTypes.StringType
                        : DataTypes.createDecimalType(digits, decimals.fraction());
            }
        };
    }

    StructType type() {
        return type;
    }

    /** The type of a feature's column, such as {@code decimal(7,2)}. */
    String typeName(String column) {
        return type.apply(column).dataType().simpleString().toLowerCase(Locale.ROOT);
    }

    /** A row as Spark has it. */
    Row row(SetItem.OfRow item) {
        Object[] cells = new Object[type.length()];
        cells[0] = item.at().id();
        cells[1] = item.at().timestamp();
        for (int index = 0; index < item.values().size(); index++) {
            int cell = index + 2;
            cells[cell] =
                    item.values().value(index).map(value -> cell(value, cell)).orElse(null);
        }
        cells[cells.length - 1] = Double.isNaN(item.label()) ? null : item.label();
        return RowFactory.create(cells);
    }

    private Object cell(Object value, int cell) {
        return type.apply(cell).dataType() instanceof org.apache.spark.sql.types.StringType ? value.toString() : value;
    }
}
