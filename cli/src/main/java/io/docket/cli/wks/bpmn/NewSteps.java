package io.docket.cli.wks.bpmn;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Steps that are put into a process, with their place in the diagram: below the step that they follow. */
final class NewSteps {
    private static final int GAP = 30;
    private static final int WIDTH = 100;
    private static final int HEIGHT = 80;
    private static final Set<String> STEPS = Set.of(
            "task",
            "userTask",
            "serviceTask",
            "sendTask",
            "receiveTask",
            "scriptTask",
            "businessRuleTask",
            "callActivity",
            "subProcess");

    private final Document document;
    private final Set<String> ids = new HashSet<>();

    NewSteps(Document document) {
        this.document = document;
        Xml.all(document, "*", "*").forEach(element -> ids.add(element.getAttribute("id")));
    }

    /** True for a step that the token leaves by flows. */
    static boolean hasPlaceBehind(Element step) {
        return STEPS.contains(step.getLocalName())
                && !step.getAttribute("triggeredByEvent").equals("true");
    }

    /** Puts a service task behind the step: what followed the step follows the task. Returns its id. */
    String behind(Element step, String name, BuiltInJob job) {
        String id = unique(step.getAttribute("id") + "-then");
        String flow = unique(id + "-flow");
        Element task = document.createElementNS(Xml.BPMN, Xml.prefixed(step, "serviceTask"));
        task.setAttribute("id", id);
        task.setAttribute("name", name);
        step.getParentNode().insertBefore(task, step.getNextSibling());
        job.write(task);
        List<Element> outgoing = Xml.children(step, Xml.BPMN, "outgoing");
        reference(task, "incoming", flow);
        outgoing.forEach(task::appendChild);
        if (step.hasAttribute("default")) {
            task.setAttribute("default", step.getAttribute("default"));
            step.removeAttribute("default");
        }
        for (Element left : Xml.all(step.getParentNode(), Xml.BPMN, "sequenceFlow")) {
            if (left.getAttribute("sourceRef").equals(step.getAttribute("id"))) {
                left.setAttribute("sourceRef", id);
                beginAt(left.getAttribute("id"), step);
            }
        }
        referenceBeforeLoops(step, flow);
        Element sequence = document.createElementNS(Xml.BPMN, Xml.prefixed(step, "sequenceFlow"));
        sequence.setAttribute("id", flow);
        sequence.setAttribute("sourceRef", step.getAttribute("id"));
        sequence.setAttribute("targetRef", id);
        task.getParentNode().insertBefore(sequence, task.getNextSibling());
        draw(step, id, flow);
        return id;
    }

    private String unique(String wanted) {
        String id = wanted;
        for (int i = 2; !ids.add(id); i++) {
            id = wanted + "-" + i;
        }
        return id;
    }

    /** The order of a step's elements is fixed: flows come before loops and data. */
    private void referenceBeforeLoops(Element step, String flow) {
        Element outgoing = document.createElementNS(Xml.BPMN, Xml.prefixed(step, "outgoing"));
        outgoing.setTextContent(flow);
        List<Element> incoming = Xml.children(step, Xml.BPMN, "incoming");
        step.insertBefore(
                outgoing,
                incoming.isEmpty()
                        ? Xml.child(step, Xml.BPMN, "multiInstanceLoopCharacteristics")
                                .orElse(null)
                        : incoming.getLast().getNextSibling());
    }

    private void reference(Element of, String name, String flow) {
        Element reference = document.createElementNS(Xml.BPMN, Xml.prefixed(of, name));
        reference.setTextContent(flow);
        of.appendChild(reference);
    }

    private void draw(Element step, String id, String flow) {
        for (Element shape : Xml.all(document, Xml.BPMNDI, "BPMNShape")) {
            if (shape.getAttribute("bpmnElement").equals(step.getAttribute("id"))) {
                Box box = Box.of(shape);
                Element drawn = document.createElementNS(Xml.BPMNDI, Xml.prefixed(shape, "BPMNShape"));
                drawn.setAttribute("id", unique(id + "-shape"));
                drawn.setAttribute("bpmnElement", id);
                Box below = new Box(box.x(), box.y() + box.height() + GAP, WIDTH, HEIGHT);
                below.write(drawn);
                shape.getParentNode().insertBefore(drawn, shape.getNextSibling());
                Element edge = document.createElementNS(Xml.BPMNDI, Xml.prefixed(shape, "BPMNEdge"));
                edge.setAttribute("id", unique(flow + "-edge"));
                edge.setAttribute("bpmnElement", flow);
                point(edge, box.x() + box.width() / 2, box.y() + box.height());
                point(edge, below.x() + WIDTH / 2.0, below.y());
                shape.getParentNode().insertBefore(edge, drawn.getNextSibling());
                return;
            }
        }
    }

    /** The drawn flow begins at the new step, which lies below the old one. */
    private void beginAt(String flow, Element step) {
        for (Element edge : Xml.all(document, Xml.BPMNDI, "BPMNEdge")) {
            List<Element> points = Xml.children(edge, Xml.DI, "waypoint");
            if (edge.getAttribute("bpmnElement").equals(flow) && !points.isEmpty()) {
                Xml.all(document, Xml.BPMNDI, "BPMNShape").stream()
                        .filter(shape -> shape.getAttribute("bpmnElement").equals(step.getAttribute("id")))
                        .map(Box::of)
                        .forEach(box -> {
                            points.getFirst().setAttribute("x", Double.toString(box.x() + WIDTH));
                            points.getFirst()
                                    .setAttribute("y", Double.toString(box.y() + box.height() + GAP + HEIGHT / 2.0));
                        });
            }
        }
    }

    private void point(Element edge, double x, double y) {
        Element point = document.createElementNS(Xml.DI, "di:waypoint");
        point.setAttributeNS(Xml.XMLNS, "xmlns:di", Xml.DI);
        point.setAttribute("x", Double.toString(x));
        point.setAttribute("y", Double.toString(y));
        edge.appendChild(point);
    }

    /** Where a step is drawn. */
    private record Box(double x, double y, double width, double height) {
        static Box of(Element shape) {
            return Xml.child(shape, Xml.DC, "Bounds")
                    .map(bounds -> new Box(
                            number(bounds, "x"),
                            number(bounds, "y"),
                            number(bounds, "width"),
                            number(bounds, "height")))
                    .orElse(new Box(0, 0, WIDTH, HEIGHT));
        }

        private static double number(Element bounds, String name) {
            String text = bounds.getAttribute(name);
            return text.matches("-?\\d{1,9}(\\.\\d{1,9})?") ? Double.parseDouble(text) : 0;
        }

        void write(Element shape) {
            Element bounds = shape.getOwnerDocument().createElementNS(Xml.DC, "dc:Bounds");
            bounds.setAttributeNS(Xml.XMLNS, "xmlns:dc", Xml.DC);
            bounds.setAttribute("x", Double.toString(x));
            bounds.setAttribute("y", Double.toString(y));
            bounds.setAttribute("width", Double.toString(width));
            bounds.setAttribute("height", Double.toString(height));
            shape.appendChild(bounds);
        }
    }
}
