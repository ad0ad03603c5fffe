package io.docket.cli.xes;

import io.docket.cli.failure.UserError;
import java.io.IOException;
import java.util.Objects;
import javax.xml.XMLConstants;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** A forward-only walk over the elements of a document: no DTD, no entities of its own, errors that say where. */
final class XmlCursor implements AutoCloseable {
    private static final int MAX_ATTRIBUTES_PER_ELEMENT = 64;
    private static final int MAX_NAME_LENGTH = 1000;

    private static final String UNLIMITED = "0";

    private final LogFile file;
    private final TagGuard guard;
    private final XMLStreamReader xml;

    XmlCursor(LogFile file, XesLimits limits) {
        this.file = file;
        this.guard = new TagGuard(file.content(), limits.valueBytes());
        try {
            this.xml = factory().createXMLStreamReader(guard);
        } catch (XMLStreamException e) {
            throw new UserError(file.path() + ": " + reason(e), e);
        }
    }

    /** Goes on to the next start or end of an element, or to the end of the document. */
    int next(String context) {
        try {
            while (xml.hasNext()) {
                int event = xml.next();
                if (event == XMLStreamConstants.DTD) {
                    throw error(here(), context, "a document type declaration (DTD) is not accepted");
                }
                if (event == XMLStreamConstants.START_ELEMENT || event == XMLStreamConstants.END_ELEMENT) {
                    return event;
                }
            }
            return XMLStreamConstants.END_DOCUMENT;
        } catch (XMLStreamException e) {
            throw error(here(), context, reason(e));
        }
    }

    /** Local name of the current element. */
    String name() {
        return xml.getLocalName();
    }

    /** Value of an XML attribute of the current start tag; empty text where it has none. */
    String attribute(String name, String absent) {
        return Objects.requireNonNullElse(xml.getAttributeValue(null, name), absent);
    }

    /** True if the current start tag has the XML attribute. */
    boolean has(String name) {
        return xml.getAttributeValue(null, name) != null;
    }

    /** Passes over the current element and all within. */
    void skip(String context) {
        int depth = 1;
        while (depth > 0) {
            depth += next(context) == XMLStreamConstants.START_ELEMENT ? 1 : -1;
        }
    }

    /** The current place. */
    Place here() {
        Location at = xml.getLocation();
        return new Place(at.getLineNumber(), at.getColumnNumber(), at.getCharacterOffset());
    }

    /** An error as one line: file, place, context, what. */
    UserError error(Place place, String context, String what) {
        return new UserError(file.path() + ":" + place + ": " + (context.isEmpty() ? "" : context + ": ") + what);
    }

    @Override
    public void close() throws IOException {
        try {
            xml.close();
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
    }

    private String reason(XMLStreamException e) {
        IOException failure = guard.failure();
        if (failure != null) {
            return String.valueOf(failure.getMessage());
        }
        String message = String.valueOf(e.getMessage());
        int text = message.indexOf("Message: ");
        String plain = text < 0 ? message : message.substring(text + "Message: ".length());
        return "not well-formed XML: " + plain.replaceAll("\\s+", " ").strip();
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        factory.setProperty("jdk.xml.elementAttributeLimit", Integer.toString(MAX_ATTRIBUTES_PER_ELEMENT));
        // These count every escaped character of a long document too; without a DTD no entity can grow, and TagGuard
        // bounds each value.
        factory.setProperty("jdk.xml.maxGeneralEntitySizeLimit", UNLIMITED);
        factory.setProperty("jdk.xml.totalEntitySizeLimit", UNLIMITED);
        factory.setProperty("jdk.xml.maxXMLNameLimit", Integer.toString(MAX_NAME_LENGTH));
        return factory;
    }
}
