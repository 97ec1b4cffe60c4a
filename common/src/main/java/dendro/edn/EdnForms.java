package dendro.edn;

import clojure.lang.LineNumberingPushbackReader;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;

/** The values of an EDN text, one after the other; each read throws {@code edn-syntax} if the text breaks off or errs. */
public final class EdnForms implements Iterator<EdnForms.Form> {

    private static final Object END = new Object();

    private final LineNumberingPushbackReader reader;
    private Optional<Form> next = Optional.empty();
    private boolean ended;

    EdnForms(LineNumberingPushbackReader reader) {
        this.reader = reader;
    }

    @Override
    public boolean hasNext() {
        if (next.isEmpty() && !ended) {
            int line = reader.getLineNumber();
            Object value = Edn.readNext(reader, END);
            if (value == END) {
                ended = true;
            } else {
                next = Optional.of(new Form(value, line));
            }
        }
        return next.isPresent();
    }

    @Override
    public Form next() {
        if (!hasNext()) {
            throw new NoSuchElementException("The text has no further value.");
        }
        Form form = next.orElseThrow();
        next = Optional.empty();
        return form;
    }

    /**
     * One value.
     *
     * @param value what was read
     * @param line the line at which reading it began, from 1
     */
    public record Form(Object value, int line) {}
}
