package dendro.queryservice.format;

import clojure.lang.Keyword;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dendro.problem.Problem;
import dendro.problem.ProblemType;
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

    /**
     * The text in UTF-8.
     *
     * @throws dendro.problem.ProblemException {@code too-large} if it has more bytes
     */
    public byte[] bytes(Format format, long most) {
        return bytes(members, format, most);
    }

    private static byte[] bytes(Object tree, Format format, long most) {
        ByteArrayOutputStream bytes = new Bounded(most);
        try {
            if (format == Format.EDN) {
                Writer out = utf8(bytes);
                EdnText.write(out, tree);
                out.flush();
            } else {
                json(tree, bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /**
     * The response, in the format the caller likes best.
     *
     * @throws dendro.problem.ProblemException {@code too-large} if it has more bytes
     */
    public Response response(HttpHeaders headers, long most) {
        return response(members, headers, most);
    }

    /**
     * JSON as a response, in the format the caller likes best.
     *
     * @throws dendro.problem.ProblemException {@code too-large} if it has more bytes
     */
    public static Response response(JsonNode json, HttpHeaders headers, long most) {
        return response((Object) json, headers, most);
    }

    /** JSON in text as a response, in JSON or EDN. */
    public static Response ofJson(String json, Format format) {
        return Response.ok(format == Format.EDN ? EdnText.of(JsonText.tree(json)) : json, format.mediaType())
                .build();
    }

    private static Response response(Object tree, HttpHeaders headers, long most) {
        Format format = Format.chosen(headers, Format.DOCUMENTS).format();
        return Response.ok(bytes(tree, format, most), format.mediaType()).build();
    }

    private static void json(Object tree, OutputStream bytes) throws IOException {
        JsonGenerator out = JsonText.generator(bytes);
        JsonText.write(out, tree);
        out.close();
    }

    /** Takes so many bytes and no more. */
    private static final class Bounded extends ByteArrayOutputStream {

        private final long most;

        Bounded(long most) {
            this.most = most;
        }

        @Override
        public synchronized void write(int one) {
            requireRoom(1);
            super.write(one);
        }

        @Override
        public synchronized void write(byte[] bytes, int offset, int length) {
            requireRoom(length);
            super.write(bytes, offset, length);
        }

        private synchronized void requireRoom(int length) {
            if ((long) count + length > most) {
                throw new Problem(ProblemType.TOO_LARGE, "The answer would hold more than " + most + " bytes.")
                        .exception();
            }
        }
    }

    static Writer utf8(OutputStream out) {
        return new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    }
}
