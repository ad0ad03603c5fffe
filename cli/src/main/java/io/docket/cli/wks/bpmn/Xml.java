package io.docket.cli.wks.bpmn;

import io.docket.cli.failure.UserError;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** XML documents, and what is done with them. No document type is read, nothing is fetched. */
final class Xml {
    static final String BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    static final String BPMNDI = "http://www.omg.org/spec/BPMN/20100524/DI";
    static final String DC = "http://www.omg.org/spec/DD/20100524/DC";
    static final String DI = "http://www.omg.org/spec/DD/20100524/DI";
    static final String ZEEBE = "http://camunda.org/schema/zeebe/1.0";
    static final String CAMUNDA = "http://camunda.org/schema/1.0/bpmn";
    static final String CAMUNDA_DMN = "http://camunda.org/schema/1.0/dmn";
    static final String MODELER = "http://camunda.org/schema/modeler/1.0";
    static final String XMLNS = XMLConstants.XMLNS_ATTRIBUTE_NS_URI;

    private static final String NO_DOCTYPE = "http://apache.org/xml/features/disallow-doctype-decl";
    private static final Set<String> BEFORE_EXTENSIONS = Set.of("documentation");

    private Xml() {}

    static Document parse(String file, String xml) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature(NO_DOCTYPE, true);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            return builder.parse(new InputSource(new StringReader(xml)));
        } catch (SAXException | IOException e) {
            throw new UserError(file + " cannot be read: " + e.getMessage(), e);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    static String write(Document document) {
        try {
            TransformerFactory factory = TransformerFactory.newDefaultInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            StringWriter xml = new StringWriter();
            factory.newTransformer().transform(new DOMSource(document), new StreamResult(xml));
            return xml.toString();
        } catch (TransformerException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Every element of the name, in the order of the document, as they are now. */
    static List<Element> all(Node below, String namespace, String name) {
        NodeList found = below instanceof Document document
                ? document.getElementsByTagNameNS(namespace, name)
                : ((Element) below).getElementsByTagNameNS(namespace, name);
        return elements(found).toList();
    }

    static List<Element> children(Element parent, String namespace, String name) {
        return elements(parent.getChildNodes())
                .filter(child -> is(child, namespace, name))
                .toList();
    }

    static Optional<Element> child(Element parent, String namespace, String name) {
        return children(parent, namespace, name).stream().findFirst();
    }

    static boolean is(Node node, String namespace, String name) {
        return namespace.equals(node.getNamespaceURI()) && name.equals(node.getLocalName());
    }

    /** The element in the extensions of another, made where it is missing. */
    static Element extension(Element of, String name) {
        Element extensions = child(of, BPMN, "extensionElements").orElseGet(() -> {
            Element made = of.getOwnerDocument().createElementNS(BPMN, prefixed(of, "extensionElements"));
            of.insertBefore(made, firstAfterDocumentation(of));
            return made;
        });
        return child(extensions, ZEEBE, name).orElseGet(() -> append(extensions, name));
    }

    /** A new element of Zeebe's. */
    static Element append(Element parent, String name) {
        Element made = parent.getOwnerDocument().createElementNS(ZEEBE, "zeebe:" + name);
        parent.appendChild(made);
        return made;
    }

    /** The name with the prefix that another element of the same namespace has. */
    static String prefixed(Node like, String name) {
        return like.getPrefix() == null ? name : like.getPrefix() + ":" + name;
    }

    /** An attribute of Camunda's, taken out of the document; absent if it is not there or empty. */
    static @Nullable String take(Element of, String name) {
        String value = of.getAttributeNS(CAMUNDA, name).strip();
        of.removeAttributeNS(CAMUNDA, name);
        return value.isEmpty() ? null : value;
    }

    /** The elements of Camunda's in the extensions, taken out of the document. */
    static List<Element> takeExtensions(Element of, String name) {
        List<Element> taken = child(of, BPMN, "extensionElements").stream()
                .flatMap(extensions -> children(extensions, CAMUNDA, name).stream())
                .toList();
        taken.forEach(element -> element.getParentNode().removeChild(element));
        return taken;
    }

    private static @Nullable Node firstAfterDocumentation(Element of) {
        return elements(of.getChildNodes())
                .filter(child -> !BEFORE_EXTENSIONS.contains(child.getLocalName()))
                .findFirst()
                .orElse(null);
    }

    private static Stream<Element> elements(NodeList nodes) {
        return IntStream.range(0, nodes.getLength())
                .mapToObj(nodes::item)
                .filter(Element.class::isInstance)
                .map(Element.class::cast)
                .toList()
                .stream();
    }
}
