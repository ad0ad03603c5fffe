package io.docket.cli.wks.bpmn;

import io.docket.cli.wks.juel.Juel;
import io.docket.cli.wks.report.Report;
import java.util.List;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Processes that a process calls. */
record CallActivities(Expressions expressions, Report.About report) {
    void convert(Document document) {
        Xml.all(document, Xml.BPMN, "callActivity").forEach(this::convert);
    }

    private void convert(Element call) {
        String id = call.getAttribute("id");
        String called = call.getAttribute("calledElement");
        call.removeAttribute("calledElement");
        for (String binding : List.of("calledElementBinding", "calledElementVersion", "calledElementTenantId")) {
            String value = Xml.take(call, binding);
            if (value != null && !value.equals("latest")) {
                report.open(id, binding + " " + value + " is left out: the latest version is called");
            }
        }
        String process = expressions.constantOr(id, "called process", called);
        Element element = Xml.extension(call, "calledElement");
        element.setAttribute("processId", process == null ? "" : process);
        boolean all = Xml.takeExtensions(call, "out").stream()
                .filter(out -> !map(id, call, "output", out))
                .anyMatch(out -> out.getAttribute("variables").equals("all"));
        element.setAttribute("propagateAllChildVariables", Boolean.toString(all));
        Xml.takeExtensions(call, "in").forEach(in -> map(id, call, "input", in));
        report.changed(id, "called process " + called + " -> zeebe:calledElement");
    }

    /** True if it names a variable of its own. */
    private boolean map(String id, Element call, String direction, Element variable) {
        String source = variable.getAttribute("source");
        String given = source.isEmpty() ? variable.getAttribute("sourceExpression") : "${" + source + "}";
        if (given.isEmpty()) {
            return false;
        }
        String feel = expressions.expression(id, direction, Juel.isIn(given) ? given : "${" + given + "}");
        if (feel != null) {
            Element mapping = Xml.append(Xml.extension(call, "ioMapping"), direction);
            mapping.setAttribute("source", feel);
            mapping.setAttribute("target", variable.getAttribute("target"));
        }
        return true;
    }
}
