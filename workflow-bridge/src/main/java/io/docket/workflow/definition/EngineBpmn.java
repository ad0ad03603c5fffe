package io.docket.workflow.definition;

import io.docket.workflow.engine.EngineNames;
import io.docket.workflow.retry.Refused;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * A BPMN resource as the engine gets it. Differs from what the tenant deployed in two points: names that are shared over
 * the whole engine (processes, messages, signals) are {@linkplain EngineNames scoped} by tenant, and each user task
 * carries its name as header {@value #NAME_HEADER}, and {@value #REPEATED_HEADER} where an instance can have several of it,
 * so that they come back in the record of the task.
 */
public final class EngineBpmn {
    /** Header of a user task that holds its name. */
    public static final String NAME_HEADER = "docket:name";

    /** Header of a user task that an instance can have several of. */
    public static final String REPEATED_HEADER = "docket:repeated";

    static final String BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    private static final String DIAGRAM = "http://www.omg.org/spec/BPMN/20100524/DI";
    private static final String ZEEBE = "http://camunda.org/schema/zeebe/1.0";
    private static final String NO_DOCTYPE = "http://apache.org/xml/features/disallow-doctype-decl";

    private final String tenant;
    private final Document document;

    private EngineBpmn(String tenant, Document document) {
        this.tenant = tenant;
        this.document = document;
    }

    /** The resource for the engine. Refused if it is not XML. */
    public static String forTenant(String tenant, String bpmn) {
        EngineBpmn resource = new EngineBpmn(tenant, parse(bpmn));
        resource.scopeProcesses();
        resource.scopeNames("message");
        resource.scopeNames("signal");
        resource.nameUserTasks();
        return resource.write();
    }

    private void scopeProcesses() {
        Set<String> ids = new HashSet<>();
        for (Element process : elements(BPMN, "process")) {
            ids.add(process.getAttribute("id"));
            scope(process, "id");
        }
        for (Element participant : elements(BPMN, "participant")) {
            if (ids.contains(participant.getAttribute("processRef"))) {
                scope(participant, "processRef");
            }
        }
        for (Element plane : elements(DIAGRAM, "BPMNPlane")) {
            if (ids.contains(plane.getAttribute("bpmnElement"))) {
                scope(plane, "bpmnElement");
            }
        }
        elements(ZEEBE, "calledElement").forEach(called -> scope(called, "processId"));
    }

    private void scopeNames(String kind) {
        elements(BPMN, kind).stream()
                .filter(element -> element.hasAttribute("name"))
                .forEach(element -> scope(element, "name"));
    }

    private void scope(Element element, String attribute) {
        String name = element.getAttribute(attribute);
        element.setAttribute(
                attribute,
                name.startsWith("=")
                        ? "=\"" + EngineNames.prefix(tenant) + "\" + (" + name.substring(1) + ")"
                        : EngineNames.scoped(tenant, name));
    }

    private void nameUserTasks() {
        Repetition repetition = Repetition.of(elements(BPMN, "sequenceFlow"), elements(BPMN, "boundaryEvent"));
        for (Element task : elements(BPMN, "userTask")) {
            String name = task.getAttribute("name").strip();
            if (!name.isEmpty()) {
                header(task, NAME_HEADER, name);
            }
            if (repetition.concerns(task)) {
                header(task, REPEATED_HEADER, "true");
            }
        }
    }

    private void header(Element task, String key, String value) {
        Element headers = child(child(task, BPMN, "extensionElements"), ZEEBE, "taskHeaders");
        Element header = document.createElementNS(ZEEBE, "zeebe:header");
        header.setAttribute("key", key);
        header.setAttribute("value", value);
        headers.appendChild(header);
    }

    private Element child(Element parent, String namespace, String name) {
        NodeList children = parent.getChildNodes();
        for (int i = 0; i < children.getLength(); i++) {
            if (children.item(i) instanceof Element child
                    && namespace.equals(child.getNamespaceURI())
                    && name.equals(child.getLocalName())) {
                return child;
            }
        }
        String prefix = namespace.equals(ZEEBE) ? "zeebe" : parent.getPrefix();
        Element made = document.createElementNS(namespace, prefix == null ? name : prefix + ":" + name);
        parent.insertBefore(made, parent.getFirstChild());
        return made;
    }

    private List<Element> elements(String namespace, String name) {
        NodeList found = document.getElementsByTagNameNS(namespace, name);
        return IntStream.range(0, found.getLength())
                .mapToObj(found::item)
                .map(Element.class::cast)
                .toList();
    }

    static Document parse(String bpmn) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature(NO_DOCTYPE, true);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            return builder.parse(new InputSource(new StringReader(bpmn)));
        } catch (SAXException | IOException e) {
            throw new Refused("invalid-bpmn", String.valueOf(e.getMessage()));
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    private String write() {
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
}
