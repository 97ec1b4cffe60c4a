package dendro.edn;

import clojure.lang.EdnReader;
import clojure.lang.IPersistentMap;
import clojure.lang.Keyword;
import clojure.lang.LineNumberingPushbackReader;
import clojure.lang.PersistentHashMap;
import clojure.lang.RT;
import dendro.problem.Problem;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import java.io.Reader;
import java.io.StringReader;

/**
 * EDN text to values and back.
 *
 * <p>The reader is Clojure's EDN reader, which evaluates nothing. Of tagged literals it knows
 * {@code #inst} and {@code #uuid}; every other tag, {@code #=}, regular expressions and metadata are errors. Where a
 * call is given a quoted collection, {@code '[...]}, it reads as {@code (quote [...])}, as it does in Clojure.
 */
public final class Edn {

    private static final IPersistentMap NO_OPTIONS = PersistentHashMap.EMPTY;

    /** Deeper nesting than any query needs, and shallow enough for every recursive walk. */
    private static final int MAX_DEPTH = 256;

    private Edn() {}

    /**
     * The one value that a text holds.
     *
     * @throws ProblemException {@code edn-syntax} naming line and column, also if the text is empty, holds more
     *     than one value or nests too deeply
     */
    public static Object read(String text) {
        int depth = EdnNesting.depth(text);
        if (depth > MAX_DEPTH) {
            throw syntax("The text nests " + depth + " levels deep; " + MAX_DEPTH + " are allowed.")
                    .exception();
        }
        EdnForms forms = forms(new StringReader(text));
        if (!forms.hasNext()) {
            throw syntax("The text is empty.").exception();
        }
        Object value = forms.next().value();
        if (forms.hasNext()) {
            throw syntax("After the first value, which ends before line "
                            + forms.next().line() + ", the text holds another one.")
                    .exception();
        }
        return QuotedForms.expanded(value);
    }

    /** The values of a stream, one after the other, with the lines they begin at. The caller closes the reader. */
    public static EdnForms forms(Reader reader) {
        return new EdnForms(new LineNumberingPushbackReader(reader));
    }

    /** A value as EDN text on one line. */
    public static String write(Object value) {
        // Clojure's printer looks up who prints what anew each time, which shows where every row of millions is
        // digested.
        if (value instanceof String text && isPlain(text)) {
            return '"' + text + '"';
        }
        return value instanceof Keyword ? value.toString() : RT.printString(value);
    }

    /** Whether a text is printed as it stands. */
    private static boolean isPlain(String text) {
        for (int index = 0; index < text.length(); index++) {
            char character = text.charAt(index);
            if (character < ' ' || character == '"' || character == '\\') {
                return false;
            }
        }
        return true;
    }

    /** The next value, or {@code end} if there is none. */
    static Object readNext(LineNumberingPushbackReader reader, Object end) {
        try {
            return notNil(EdnReader.read(reader, false, end, false, NO_OPTIONS));
        } catch (StackOverflowError e) {
            // Tags and discards recurse in the reader although no bracket opens.
            throw at(reader, "the value nests too deeply").exception(e);
        } catch (RuntimeException e) {
            throw at(reader, rootMessage(e)).exception(e);
        }
    }

    private static String rootMessage(Throwable error) {
        Throwable root = error;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }

    private static Object notNil(@org.jspecify.annotations.Nullable Object value) {
        if (value == null) {
            throw new IllegalArgumentException("nil stands where a value is needed");
        }
        return value;
    }

    private static Problem at(LineNumberingPushbackReader reader, String cause) {
        return syntax("Line " + reader.getLineNumber() + ", column " + reader.getColumnNumber() + ": " + cause + ".");
    }

    private static Problem syntax(String detail) {
        return new Problem(ProblemType.EDN_SYNTAX, detail);
    }
}
