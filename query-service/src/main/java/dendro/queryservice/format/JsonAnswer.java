package dendro.queryservice.format;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** An answer as JSON; {@code types} tells texts, keywords, instants and the like apart. */
final class JsonAnswer {

    private JsonAnswer() {}

    static void write(AnswerText text, OutputStream stream) throws IOException {
        JsonGenerator out = JsonText.generator(stream);
        out.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        out.writeStartObject();
        member(out, "columns", text.answer().columns());
        member(out, "types", text.labels());
        out.writeArrayFieldStart("rows");
        for (List<Object> row : text.answer().rows()) {
            JsonText.write(out, row);
        }
        out.writeEndArray();
        member(out, "row-count", text.answer().rowCount());
        member(out, "cursor", text.answer().cursor().basis());
        member(out, "digest", text.answer().digest());
        member(out, "warnings", text.answer().warnings());
        member(out, "elapsed-ms", text.elapsedMillis());
        out.writeEndObject();
        out.close();
    }

    private static void member(JsonGenerator out, String name, Object value) throws IOException {
        out.writeFieldName(name);
        JsonText.write(out, value);
    }
}
