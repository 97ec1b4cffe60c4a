package dendro.queryservice.format;

import clojure.lang.Keyword;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.BufferedWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** An answer that is one tree of members, in JSON or EDN as the caller likes. */
public final class Document {

    private final Map<Keyword, Object> members = new LinkedHashMap<>();

    /** A document without members. */
    public Document() {}

    /** Adds a member: a value as Datomic has it, JSON, or a collection of these. */
    public Document with(String name, Object value) {
        members.put(Keyword.intern(null, name), value);
        return this;
    }

    /** This document as the member of another one. */
    public Map<Keyword, Object> members() {
        return members;
    }

    /** The response, in the format the caller likes best. */
    public Response response(HttpHeaders headers) {
        return response(members, headers);
    }

    /** JSON as a response, in the format the caller likes best. */
    public static Response response(JsonNode json, HttpHeaders headers) {
        return response((Object) json, headers);
    }

    /** JSON in text as a response, in JSON or EDN. */
    public static Response ofJson(String json, Format format) {
        return Response.ok(format == Format.EDN ? EdnText.of(JsonText.tree(json)) : json, format.mediaType())
                .build();
    }

    private static Response response(Object tree, HttpHeaders headers) {
        Format format = Format.chosen(headers, Format.DOCUMENTS).format();
        return Response.ok(format == Format.EDN ? EdnText.of(tree) : json(tree), format.mediaType())
                .build();
    }

    private static String json(Object tree) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = JsonText.generator(bytes)) {
            JsonText.write(out, tree);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    static Writer utf8(OutputStream out) {
        return new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    }
}
