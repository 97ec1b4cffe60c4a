package dendro.queryservice.format;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An answer as CSV, RFC 4180, with a header line. Texts are quoted, so that an empty one differs from a missing value;
 * numbers are not.
 *
 * <p>A spreadsheet takes a text that begins with {@code =}, {@code +}, {@code -}, {@code @}, a tab or a line end for a
 * formula and may run it. Whoever asks for {@code text/csv;spreadsheet=true} gets an apostrophe before such texts, which
 * changes them; whoever does not gets the data as it is.
 */
final class CsvAnswer {

    static final String SPREADSHEET = "spreadsheet";

    private static final CsvFactory FACTORY = CsvFactory.builder()
            .enable(CsvGenerator.Feature.ALWAYS_QUOTE_STRINGS)
            .enable(CsvGenerator.Feature.ALWAYS_QUOTE_EMPTY_STRINGS)
            .build();

    private CsvAnswer() {}

    static boolean isForSpreadsheets(Format.Choice choice) {
        return "true".equals(choice.parameters().get(SPREADSHEET));
    }

    static void write(AnswerText text, boolean forSpreadsheets, OutputStream stream) throws IOException {
        CsvSchema.Builder schema = CsvSchema.builder().setLineSeparator("\r\n").setNullValue("");
        for (int column = 0; column < text.kinds().size(); column++) {
            schema.addColumn("column-" + column);
        }
        CsvGenerator out = FACTORY.createGenerator(stream);
        out.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        out.setSchema(schema.build());
        row(out, text.answer().columns(), forSpreadsheets);
        for (List<Object> row : text.answer().rows()) {
            out.writeStartArray();
            for (int column = 0; column < row.size(); column++) {
                cell(out, text.kinds().get(column), row.get(column), forSpreadsheets);
            }
            out.writeEndArray();
        }
        out.close();
    }

    private static void row(CsvGenerator out, List<String> names, boolean forSpreadsheets) throws IOException {
        out.writeStartArray();
        for (String name : names) {
            text(out, name, forSpreadsheets);
        }
        out.writeEndArray();
    }

    private static void cell(CsvGenerator out, ColumnKind kind, @Nullable Object value, boolean forSpreadsheets)
            throws IOException {
        if (value == null) {
            out.writeNull();
            return;
        }
        switch (kind) {
            case LONG, DECIMAL, INTEGER, BOOLEAN -> JsonText.write(out, value);
            case DOUBLE -> out.writeNumber(Double.toString(((Number) value).doubleValue()));
            case INSTANT -> text(out, ((Date) value).toInstant().toString(), forSpreadsheets);
            case BYTES -> text(out, Base64.getEncoder().encodeToString((byte[]) value), forSpreadsheets);
            case EDN -> text(out, EdnText.of(value), forSpreadsheets);
            case TEXT, KEYWORD, UUID, URI, NOTHING -> text(out, value.toString(), forSpreadsheets);
        }
    }

    private static void text(CsvGenerator out, String text, boolean forSpreadsheets) throws IOException {
        boolean formula = forSpreadsheets && !text.isEmpty() && "=+-@\t\r\n".indexOf(text.charAt(0)) >= 0;
        out.writeString(formula ? "'" + text : text);
    }
}
