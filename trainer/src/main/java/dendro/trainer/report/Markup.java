package dendro.trainer.report;

import java.io.StringWriter;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes elements of HTML and SVG; every text and attribute is escaped on the way. For one thread. */
final class Markup {

    private final StringWriter written = new StringWriter();
    private final XMLStreamWriter out;

    Markup() {
        try {
            // Java's own: whichever another library brings would decide about the bytes.
            this.out = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(written);
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Opens an element; attributes are pairs of name and value. */
    Markup open(String element, String... attributes) {
        return doing(() -> {
            out.writeStartElement(element);
            attributes(attributes);
        });
    }

    /** An element without content. */
    Markup empty(String element, String... attributes) {
        return doing(() -> {
            out.writeEmptyElement(element);
            attributes(attributes);
        });
    }

    /** An element that holds a text. */
    Markup element(String element, String text, String... attributes) {
        return open(element, attributes).text(text).close();
    }

    Markup text(String text) {
        return doing(() -> out.writeCharacters(text));
    }

    /** Closes the element that was opened last. */
    Markup close() {
        return doing(out::writeEndElement);
    }

    private void attributes(String... pairs) throws XMLStreamException {
        for (int i = 0; i < pairs.length; i += 2) {
            out.writeAttribute(pairs[i], pairs[i + 1]);
        }
    }

    /** All that was written. */
    String written() {
        doing(out::flush);
        return written.toString();
    }

    private interface Writing {
        void write() throws XMLStreamException;
    }

    private Markup doing(Writing writing) {
        try {
            writing.write();
            return this;
        } catch (XMLStreamException e) {
            throw new IllegalStateException("Memory could not be written to.", e);
        }
    }
}
