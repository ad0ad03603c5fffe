package io.docket.workflow.definition;

import io.docket.workflow.engine.EngineNames;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * A BPMN resource as the engine gets it. Differs from what the tenant deployed in two points: names that are shared over
 * the whole engine (processes, decisions, forms, messages, signals) are {@linkplain EngineNames scoped} by tenant, and
 * each user task carries its name and form as headers, and {@value #REPEATED_HEADER} where an instance can have several of
 * it, so that they come back in the record of the task.
 */
public final class EngineBpmn {
    /** Header of a user task that holds the id of its form, where that is deployed in the engine. */
    public static final String FORM_HEADER = "docket:form";

    /** Header of a user task that holds its name. */
    public static final String NAME_HEADER = "docket:name";

    /** Header of a user task that an instance can have several of. */
    public static final String REPEATED_HEADER = "docket:repeated";

    static final String BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    private static final String DIAGRAM = "http://www.omg.org/spec/BPMN/20100524/DI";
    private static final String ZEEBE = "http://camunda.org/schema/zeebe/1.0";

    private static final Pattern FLOW_NODE = Pattern.compile("task|.+Task|subProcess|callActivity|.+Gateway|.+Event");

    private final String tenant;
    private final Document document;

    private EngineBpmn(String tenant, Document document) {
        this.tenant = tenant;
        this.document = document;
    }

    /** The resource for the engine. Refused if it is not XML. */
    public static String forTenant(String tenant, String bpmn) {
        EngineBpmn resource = new EngineBpmn(tenant, EngineXml.parse("invalid-bpmn", bpmn));
        resource.scopeProcesses();
        resource.scopeNames("message");
        resource.scopeNames("signal");
        resource.nameUserTasks();
        elements(resource.document, ZEEBE, "calledDecision").forEach(called -> resource.scope(called, "decisionId"));
        elements(resource.document, ZEEBE, "formDefinition").stream()
                .filter(form -> form.hasAttribute("formId"))
                .forEach(form -> resource.scope(form, "formId"));
        return EngineXml.write(resource.document);
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
            header(task, NAME_HEADER, task.getAttribute("name").strip());
            NodeList forms = task.getElementsByTagNameNS(ZEEBE, "formDefinition");
            if (forms.getLength() > 0) {
                String form = ((Element) forms.item(0)).getAttribute("formId");
                header(task, FORM_HEADER, form.startsWith("=") ? "" : form);
            }
            header(task, REPEATED_HEADER, repetition.concerns(task) ? "true" : "");
        }
    }

    private void header(Element task, String key, String value) {
        if (!value.isEmpty()) {
            Element headers = child(child(task, BPMN, "extensionElements"), ZEEBE, "taskHeaders");
            Element header = document.createElementNS(ZEEBE, "zeebe:header");
            header.setAttribute("key", key);
            header.setAttribute("value", value);
            headers.appendChild(header);
        }
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

    /** Ids of the elements that an instance of the process can be at, subprocesses included. */
    public static Set<String> flowNodes(String bpmn, String processId) {
        Set<String> ids = new TreeSet<>();
        elements(EngineXml.parse("invalid-bpmn", bpmn), BPMN, "process").stream()
                .filter(process -> process.getAttribute("id").equals(processId))
                .forEach(process -> collect(process, ids));
        return ids;
    }

    private static void collect(Element scope, Set<String> ids) {
        NodeList children = scope.getChildNodes();
        for (int i = 0; i < children.getLength(); i++) {
            if (children.item(i) instanceof Element child
                    && FLOW_NODE.matcher(child.getLocalName()).matches()) {
                ids.add(child.getAttribute("id"));
                collect(child, ids);
            }
        }
    }

    private List<Element> elements(String namespace, String name) {
        return elements(document, namespace, name);
    }

    private static List<Element> elements(Document document, String namespace, String name) {
        NodeList found = document.getElementsByTagNameNS(namespace, name);
        return IntStream.range(0, found.getLength())
                .mapToObj(found::item)
                .map(Element.class::cast)
                .toList();
    }
}
