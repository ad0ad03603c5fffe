package io.docket.cli.wks.bpmn;

import io.docket.cli.wks.juel.Juel;
import io.docket.cli.wks.report.Report;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** What goes into a step and comes out of it: {@code camunda:inputOutput} as {@code zeebe:ioMapping}. */
record Mappings(Expressions expressions, Report.About report) {
    void convert(Document document) {
        for (Element inputOutput : Xml.all(document, Xml.CAMUNDA, "inputOutput")) {
            if (!(inputOutput.getParentNode().getParentNode() instanceof Element step)
                    || !Xml.is(inputOutput.getParentNode(), Xml.BPMN, "extensionElements")) {
                continue;
            }
            Xml.children(inputOutput, Xml.CAMUNDA, "inputParameter").forEach(input -> map(step, "input", input));
            Xml.children(inputOutput, Xml.CAMUNDA, "outputParameter").forEach(output -> map(step, "output", output));
            inputOutput.getParentNode().removeChild(inputOutput);
        }
    }

    private void map(Element step, String direction, Element parameter) {
        String id = step.getAttribute("id");
        String name = parameter.getAttribute("name");
        String source = value(id, direction + " " + name, parameter);
        if (source != null) {
            Element mapping = Xml.append(Xml.extension(step, "ioMapping"), direction);
            mapping.setAttribute("source", source);
            mapping.setAttribute("target", name);
            report.changed(id, direction + " " + name + " -> zeebe:" + direction + " " + source);
        }
    }

    /** A value, a list or a map as FEEL, with the equals sign; absent if FEEL cannot say it. */
    @Nullable
    String value(String id, String what, Element holder) {
        for (Element child : Xml.all(holder, Xml.CAMUNDA, "*")) {
            return switch (child.getLocalName()) {
                case "list" -> list(id, what, child);
                case "map" -> map(id, what, child);
                default -> {
                    report.open(id, what + " is left out: it is a camunda:" + child.getLocalName());
                    yield null;
                }
            };
        }
        return expressions.expression(id, what, holder.getTextContent().strip());
    }

    private @Nullable String list(String id, String what, Element list) {
        List<String> values = new ArrayList<>();
        for (Element value : Xml.children(list, Xml.CAMUNDA, "value")) {
            String feel =
                    expressions.expression(id, what, value.getTextContent().strip());
            if (feel == null) {
                return null;
            }
            values.add(feel.substring(1));
        }
        return "=[" + String.join(", ", values) + "]";
    }

    private @Nullable String map(String id, String what, Element map) {
        List<String> entries = new ArrayList<>();
        for (Element entry : Xml.children(map, Xml.CAMUNDA, "entry")) {
            String feel =
                    expressions.expression(id, what, entry.getTextContent().strip());
            if (feel == null) {
                return null;
            }
            entries.add(Juel.literal(entry.getAttribute("key")) + ": " + feel.substring(1));
        }
        return "={" + String.join(", ", entries) + "}";
    }
}
