package dendro.queryservice.format;

import clojure.lang.BigInt;
import clojure.lang.Keyword;
import clojure.lang.Ratio;
import clojure.lang.Symbol;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Date;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Values as EDN that every EDN reader reads back: bytes and URIs, for which EDN has no notation, are tagged {@code
 * #dendro/bytes} (Base64) and {@code #dendro/uri}.
 */
public final class EdnText {

    private EdnText() {}

    /** A value's text. */
    public static String of(@Nullable Object value) {
        StringWriter text = new StringWriter();
        try {
            write(text, value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** Writes a value. */
    public static void write(Writer out, @Nullable Object value) throws IOException {
        if (value == null) {
            out.write("nil");
        } else if (value instanceof String text) {
            quoted(out, text);
        } else if (value instanceof Number number) {
            out.write(number(number));
        } else if (value instanceof Keyword || value instanceof Symbol || value instanceof Boolean) {
            out.write(value.toString());
        } else if (value instanceof Date date) {
            tagged(out, "#inst ", date.toInstant().toString());
        } else if (value instanceof UUID) {
            tagged(out, "#uuid ", value.toString());
        } else if (value instanceof URI) {
            tagged(out, "#dendro/uri ", value.toString());
        } else if (value instanceof byte[] bytes) {
            tagged(out, "#dendro/bytes ", Base64.getEncoder().encodeToString(bytes));
        } else if (value instanceof Map<?, ?> map) {
            map(out, map);
        } else if (value instanceof JsonNode json) {
            write(out, fromJson(json));
        } else if (value instanceof Set<?> set) {
            values(out, "#{", set, "}");
        } else if (value instanceof Collection<?> values) {
            boolean vector = values instanceof RandomAccess;
            values(out, vector ? "[" : "(", values, vector ? "]" : ")");
        } else {
            quoted(out, value.toString());
        }
    }

    private static String number(Number number) {
        if (number instanceof BigDecimal) {
            return number + "M";
        }
        if (number instanceof BigInteger || number instanceof BigInt) {
            return number + "N";
        }
        if (number instanceof Double || number instanceof Float) {
            double real = number.doubleValue();
            if (Double.isFinite(real)) {
                return Double.toString(real);
            }
            return Double.isNaN(real) ? "##NaN" : real > 0 ? "##Inf" : "##-Inf";
        }
        return number instanceof Ratio ? number.toString() : Long.toString(number.longValue());
    }

    private static void tagged(Writer out, String tag, String text) throws IOException {
        out.write(tag);
        quoted(out, text);
    }

    private static void quoted(Writer out, String text) throws IOException {
        out.write('"');
        int begin = 0;
        for (int index = 0; index < text.length(); index++) {
            char character = text.charAt(index);
            if (character == '"' || character == '\\') {
                out.write(text, begin, index - begin);
                out.write('\\');
                begin = index;
            }
        }
        out.write(text, begin, text.length() - begin);
        out.write('"');
    }

    private static void map(Writer out, Map<?, ?> map) throws IOException {
        out.write('{');
        String between = "";
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            out.write(between);
            write(out, entry.getKey());
            out.write(' ');
            write(out, entry.getValue());
            between = ", ";
        }
        out.write('}');
    }

    private static void values(Writer out, String open, Collection<?> values, String close) throws IOException {
        out.write(open);
        for (Iterator<?> iterator = values.iterator(); iterator.hasNext(); ) {
            write(out, iterator.next());
            if (iterator.hasNext()) {
                out.write(' ');
            }
        }
        out.write(close);
    }

    private static @Nullable Object fromJson(JsonNode json) {
        if (json.isObject()) {
            Map<Keyword, @Nullable Object> map = new LinkedHashMap<>();
            json.properties()
                    .forEach(member -> map.put(Keyword.intern(null, member.getKey()), fromJson(member.getValue())));
            return map;
        }
        if (json.isArray()) {
            List<@Nullable Object> values = new ArrayList<>();
            json.forEach(value -> values.add(fromJson(value)));
            return values;
        }
        if (json.isTextual()) {
            return json.textValue();
        }
        if (json.isNumber()) {
            return json.isIntegralNumber() && json.canConvertToLong() ? (Object) json.longValue() : json.numberValue();
        }
        return json.isBoolean() ? (Object) json.booleanValue() : null;
    }
}
