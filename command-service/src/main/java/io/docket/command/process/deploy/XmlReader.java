package io.docket.command.process.deploy;

import io.docket.command.decision.Rejection;
import java.io.StringReader;
import java.util.function.Consumer;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads XML element by element. Knows no external entities and no document types. */
final class XmlReader {
    private XmlReader() {}

    /** Shows each start of an element to the visitor. Rejects what is not well-formed. */
    static void read(String pointer, String xml, Consumer<XMLStreamReader> visitor) {
        try {
            XMLStreamReader reader = factory().createXMLStreamReader(new StringReader(xml));
            while (reader.hasNext()) {
                int event = reader.next();
                if (event == XMLStreamConstants.DTD) {
                    throw unusable(pointer, "a document type is not allowed");
                }
                if (event == XMLStreamConstants.START_ELEMENT) {
                    visitor.accept(reader);
                }
            }
        } catch (XMLStreamException e) {
            throw unusable(pointer, "it is not well-formed XML: " + firstLine(e));
        }
    }

    /** The resource is nothing that the engine could run. */
    static Rejection unusable(String pointer, String detail) {
        return Rejection.unknown("unusable-resource", pointer, detail);
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        return factory;
    }

    private static String firstLine(XMLStreamException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
