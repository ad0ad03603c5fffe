package io.docket.cli.wks.bpmn;

import io.docket.cli.wks.report.Report;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** What is left of Camunda 7 at the end: taken out, and told. */
record Leftovers(Report.About report) {
    private static final String ITS_OWN = "every step is a transaction of its own";
    private static final Map<String, String> MEANINGLESS = Map.ofEntries(
            Map.entry("historyTimeToLive", "the log is kept"),
            Map.entry("asyncBefore", ITS_OWN),
            Map.entry("asyncAfter", ITS_OWN),
            Map.entry("async", ITS_OWN),
            Map.entry("exclusive", ITS_OWN),
            Map.entry("jobPriority", "jobs have no priority"),
            Map.entry("taskPriority", "jobs have no priority"),
            Map.entry("failedJobRetryTimeCycle", "built-in jobs have retries of their own"),
            Map.entry("modelerTemplate", "it is for the modeler alone"),
            Map.entry("modelerTemplateVersion", "it is for the modeler alone"),
            Map.entry("modelerTemplateIcon", "it is for the modeler alone"),
            Map.entry("isStartableInTasklist", "who may start a process is in the access table"),
            Map.entry("candidateStarterUsers", "who may start a process is in the access table"),
            Map.entry("candidateStarterGroups", "who may start a process is in the access table"));

    /** What the engine does not run; a file with it would be refused. */
    private static final List<String> LACKING = List.of(
            "conditionalEventDefinition", "cancelEventDefinition", "complexGateway", "transaction", "adHocSubProcess");

    /** True if the engine can run what the document says. */
    boolean convert(Document document) {
        for (Element element : Xml.all(document, "*", "*")) {
            if (Xml.CAMUNDA.equals(element.getNamespaceURI())) {
                element(element);
            } else {
                attributes(element);
            }
        }
        Xml.all(document, Xml.BPMN, "extensionElements").stream()
                .filter(extensions -> Xml.all(extensions, "*", "*").isEmpty())
                .forEach(extensions -> extensions.getParentNode().removeChild(extensions));
        document.getDocumentElement().removeAttributeNS(Xml.XMLNS, "camunda");
        return isRunnable(document);
    }

    private boolean isRunnable(Document document) {
        boolean runnable = true;
        for (String name : LACKING) {
            for (Element element : Xml.all(document, Xml.BPMN, name)) {
                report.open(element.getAttribute("id"), "the engine has no " + name + ": the file is not deployed");
                runnable = false;
            }
        }
        if (Xml.all(document, Xml.BPMN, "process").stream()
                .noneMatch(process -> process.getAttribute("isExecutable").equals("true"))) {
            report.open(
                    document.getDocumentElement().getAttribute("id"),
                    "no process in it is executable: the file is not deployed");
            return false;
        }
        return runnable;
    }

    private void element(Element element) {
        if (element.getParentNode() instanceof Element parent) {
            if (!Xml.CAMUNDA.equals(parent.getNamespaceURI())) {
                Element owner = parent.getParentNode() instanceof Element step ? step : parent;
                tell(owner.getAttribute("id"), element.getLocalName(), Listeners.described(element));
            }
            parent.removeChild(element);
        }
    }

    private void attributes(Element element) {
        List<Attr> attributes = IntStream.range(0, element.getAttributes().getLength())
                .mapToObj(i -> (Attr) element.getAttributes().item(i))
                .filter(attribute -> Xml.CAMUNDA.equals(attribute.getNamespaceURI()))
                .toList();
        for (Attr attribute : attributes) {
            element.removeAttributeNode(attribute);
            tell(element.getAttribute("id"), attribute.getLocalName(), " " + attribute.getValue());
        }
    }

    private void tell(String id, String name, String value) {
        String why = MEANINGLESS.get(name);
        if (why == null) {
            report.open(id, "camunda:" + name + value + " is left out");
        } else {
            report.dropped(id, "camunda:" + name + value + ": " + why);
        }
    }
}
