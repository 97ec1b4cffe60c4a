package dendro.queryservice.format;

import clojure.lang.Keyword;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An answer as EDN: one map, values as Datomic has them. */
final class EdnAnswer {

    private EdnAnswer() {}

    static void write(AnswerText text, OutputStream stream) throws IOException {
        Writer out = Document.utf8(stream);
        out.write("{:columns ");
        EdnText.write(out, text.answer().columns());
        out.write(", :types ");
        EdnText.write(out, text.labels().stream().map(Keyword::intern).toList());
        out.write(", :rows [");
        String between = "";
        for (List<Object> row : text.answer().rows()) {
            out.write(between);
            EdnText.write(out, row);
            between = "\n";
        }
        out.write("]");
        Map<Keyword, Object> cursor = new LinkedHashMap<>();
        text.answer().cursor().forEach((database, t) -> cursor.put(Keyword.intern(null, database), t));
        member(out, "row-count", text.answer().rowCount());
        member(out, "cursor", cursor);
        member(out, "digest", text.answer().digest());
        member(out, "warnings", text.answer().warnings());
        member(out, "elapsed-ms", text.elapsedMillis());
        out.write('}');
        out.flush();
    }

    private static void member(Writer out, String name, Object value) throws IOException {
        out.write(", :" + name + " ");
        EdnText.write(out, value);
    }
}
