package io.docket.cli.wks.bpmn;

import io.docket.cli.wks.report.Report;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * Execution listeners. One that sends a message to its own case when a step ends becomes a step behind it; all others are
 * code that nobody has here.
 */
record Listeners(NewSteps steps, Report.About report) {
    private static final Pattern SENDS = Pattern.compile(
            "createMessageCorrelation\\(\\s*[\"']([^\"']+)[\"']\\s*\\)\\s*\\.processInstanceBusinessKey\\([^)]*\\)\\s*\\.correlate\\(");

    void convert(Document document) {
        for (Element extensions : Xml.all(document, Xml.BPMN, "extensionElements")) {
            Element step = (Element) extensions.getParentNode();
            Xml.takeExtensions(step, "executionListener").forEach(listener -> convert(step, listener));
        }
    }

    private void convert(Element step, Element listener) {
        String id = step.getAttribute("id");
        String event = listener.getAttribute("event");
        Optional<String> message = sends(listener);
        if (message.isPresent() && event.equals("end") && NewSteps.hasPlaceBehind(step)) {
            BuiltInJob job = BuiltInJob.publishMessage(message.get());
            String made = steps.behind(step, "Publish " + message.get(), job);
            report.changed(
                    id, "listener at its end that sends " + message.get() + " -> step " + made + " behind it, " + job);
        } else {
            report.open(id, "listener at its " + event + " is left out" + described(listener));
        }
    }

    private static Optional<String> sends(Element listener) {
        List<Element> scripts = Xml.children(listener, Xml.CAMUNDA, "script");
        Matcher sends =
                SENDS.matcher(scripts.isEmpty() ? "" : scripts.getFirst().getTextContent());
        return sends.find() ? Optional.of(sends.group(1)) : Optional.empty();
    }

    /** What a listener does, in a few words. */
    static String described(Element listener) {
        for (String attribute : List.of("class", "delegateExpression", "expression")) {
            if (listener.hasAttribute(attribute)) {
                return " (" + attribute + " " + listener.getAttribute(attribute) + ")";
            }
        }
        String text = Expressions.oneLine(listener.getTextContent());
        return text.isEmpty() ? "" : " (" + text + ")";
    }
}
