package io.docket.cli.wks.bpmn;

import io.docket.cli.wks.report.Report;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * Script tasks. An expression becomes a FEEL script of Zeebe's; a script in a programming language is a job of the platform
 * that ends in an incident, with the script as its documentation: the process can be deployed, and who gets there sees what is
 * to be said in FEEL.
 */
record Scripts(Expressions expressions, Report.About report) {
    private static final String TYPE = "docket:script";
    private static final Set<String> EXPRESSIONS = Set.of("juel", "feel");

    void convert(Document document) {
        Xml.all(document, Xml.BPMN, "scriptTask").stream()
                .filter(task -> Xml.all(task, Xml.ZEEBE, "script").isEmpty())
                .forEach(this::convert);
    }

    private void convert(Element task) {
        String id = task.getAttribute("id");
        String format = task.getAttribute("scriptFormat");
        String result = Xml.take(task, "resultVariable");
        String text = Xml.child(task, Xml.BPMN, "script")
                .map(Element::getTextContent)
                .orElse("")
                .strip();
        task.removeAttribute("scriptFormat");
        Xml.children(task, Xml.BPMN, "script").forEach(task::removeChild);
        if (EXPRESSIONS.contains(format)) {
            String juel = format.equals("juel") && !text.contains("{") ? "${" + text + "}" : text;
            String feel = format.equals("feel") ? "=" + text : expressions.expression(id, "script", juel);
            if (feel != null) {
                write(task, feel, result);
                return;
            }
        }
        String language = format.isEmpty() ? "no language" : format;
        Xml.extension(task, "taskDefinition").setAttribute("type", TYPE);
        Element header = Xml.append(Xml.extension(task, "taskHeaders"), "header");
        header.setAttribute("key", "language");
        header.setAttribute("value", language);
        Element documentation = task.getOwnerDocument().createElementNS(Xml.BPMN, Xml.prefixed(task, "documentation"));
        documentation.setTextContent(text);
        task.insertBefore(documentation, task.getFirstChild());
        report.open(
                id,
                "script in " + language + " -> " + TYPE + ", an incident until it is said in FEEL: "
                        + Expressions.oneLine(text));
    }

    /** Makes a service task that evaluates an expression a script task. */
    static void evaluate(
            String id,
            Element task,
            String expression,
            @Nullable String result,
            Expressions expressions,
            Report.About report) {
        String feel = expressions.expression(id, "expression", expression);
        if (feel == null) {
            Xml.extension(task, "taskDefinition").setAttribute("type", "expression." + id);
            report.open(id, "expression -> job type expression." + id + ", which somebody has to work");
            return;
        }
        Element script = (Element) task.getOwnerDocument().renameNode(task, Xml.BPMN, Xml.prefixed(task, "scriptTask"));
        write(script, feel, result);
        report.changed(id, "step with an expression -> script task in FEEL");
    }

    private static void write(Element task, String feel, @Nullable String result) {
        Element script = Xml.extension(task, "script");
        script.setAttribute("expression", feel);
        script.setAttribute("resultVariable", result == null ? "scriptResult" : result);
    }
}
