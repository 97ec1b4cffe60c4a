package dendro.blackbox;

import com.fasterxml.jackson.databind.JsonNode;
import dendro.features.Column;
import dendro.features.FeatureValues;
import dendro.problem.Problem;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * From the typed columns of a feature set to a vector of floats.
 *
 * <table>
 * <caption>What becomes of a column</caption>
 * <tr><th>type</th><th>floats</th></tr>
 * <tr><td>long, double, decimal</td><td>the number, within plus and minus 1e30</td></tr>
 * <tr><td>boolean</td><td>0 or 1</td></tr>
 * <tr><td>instant</td><td>days since 1970, with their fraction</td></tr>
 * <tr><td>text, keyword</td><td>1 at the place of its category, 0 at the others; the {@value #MAX_CATEGORIES}
 *     most frequent texts of the training rows have a place each, all others share one</td></tr>
 * <tr><td>uuid</td><td>refused: it says nothing about other rows</td></tr>
 * </table>
 *
 * <p>A missing value is NaN, in every place of its column. Immutable.
 */
public final class Encoder {

    /** How many texts of one column have a place of their own. */
    public static final int MAX_CATEGORIES = 64;

    private final List<ColumnEncoding> encodings;
    private final List<Column> columns;
    private final List<String> names;
    private final List<Column> columnOfPlace;

    Encoder(List<ColumnEncoding> encodings) {
        this.encodings = List.copyOf(encodings);
        this.columns = encodings.stream().map(ColumnEncoding::column).toList();
        this.names = encodings.stream()
                .flatMap(encoding -> encoding.names().stream())
                .toList();
        this.columnOfPlace = encodings.stream()
                .flatMap(encoding -> Collections.nCopies(encoding.width(), encoding.column()).stream())
                .toList();
    }

    /**
     * The encoder for these columns, its categories taken from the statistics.
     *
     * @throws ProblemException {@code feature-set-invalid} if a column cannot be encoded
     */
    public static Encoder fit(List<Column> columns, EncoderStatistics statistics) {
        List<ColumnEncoding> encodings = new ArrayList<>();
        for (int position = 0; position < columns.size(); position++) {
            Column column = columns.get(position);
            encodings.add(encoding(column, statistics.mostFrequent(position, MAX_CATEGORIES)));
        }
        return new Encoder(encodings);
    }

    /**
     * The encoder for these columns, its categories taken from these rows.
     *
     * @throws ProblemException {@code feature-set-invalid} if a column cannot be encoded
     */
    public static Encoder fit(List<Column> columns, Iterable<FeatureValues> rows) {
        EncoderStatistics statistics = new EncoderStatistics();
        rows.forEach(statistics::add);
        return fit(columns, statistics);
    }

    static ColumnEncoding encoding(Column column, List<String> categories) {
        return switch (column.type()) {
            case LONG, DOUBLE, DECIMAL, BOOLEAN, INSTANT -> new ColumnEncoding.Scalar(column);
            case TEXT, KEYWORD -> new ColumnEncoding.Category(column, categories);
            case UUID ->
                throw new Problem(
                                ProblemType.FEATURE_SET_INVALID,
                                "Column '" + column.name()
                                        + "' holds UUIDs, which say nothing about other rows. Leave it out.")
                        .with("column", column.name())
                        .exception();
        };
    }

    /**
     * The vector of one row, {@link #width()} wide.
     *
     * @throws ProblemException {@code feature-value-mistyped} if the row is not of these columns
     */
    public float[] encode(FeatureValues values) {
        if (values.size() != columns.size()) {
            throw mistyped("A row has " + values.size() + " values, the model " + columns.size() + " columns.");
        }
        float[] vector = new float[width()];
        int offset = 0;
        for (int position = 0; position < encodings.size(); position++) {
            ColumnEncoding encoding = encodings.get(position);
            Optional<Object> value = values.value(position);
            if (value.isEmpty()) {
                encoding.writeMissing(vector, offset);
            } else if (!encoding.write(value.get(), vector, offset)) {
                throw mistyped("Column '" + encoding.column().name() + "' is of type "
                        + encoding.column().type().label() + ", the value " + value.get() + " is not.");
            }
            offset += encoding.width();
        }
        return vector;
    }

    private static ProblemException mistyped(String detail) {
        return new Problem(ProblemType.FEATURE_VALUE_MISTYPED, detail).exception();
    }

    /** The columns a row must have, in order. */
    public List<Column> columns() {
        return columns;
    }

    /** How many floats a vector has. */
    public int width() {
        return names.size();
    }

    /** What each float of a vector stands for: {@code amount}, {@code city=Richmond}, {@code city other}. */
    public List<String> names() {
        return names;
    }

    /** The column that a place of the vector, counted from 0, belongs to. */
    public Column column(int place) {
        return columnOfPlace.get(place);
    }

    List<ColumnEncoding> encodings() {
        return encodings;
    }

    /** This encoder as JSON: {@code [{"name", "type", "categories"?}]}, one object per column. */
    public JsonNode toJson() {
        return EncoderJson.write(this);
    }

    /**
     * The encoder that {@link #toJson} wrote; it encodes bit for bit the same.
     *
     * @throws ProblemException {@code model-unavailable} if the JSON is not an encoder
     */
    public static Encoder fromJson(JsonNode json) {
        return EncoderJson.read(json);
    }
}
