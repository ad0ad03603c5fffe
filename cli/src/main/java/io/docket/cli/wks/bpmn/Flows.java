package io.docket.cli.wks.bpmn;

import io.docket.cli.wks.juel.Juel;
import io.docket.cli.wks.report.Report;
import java.util.List;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Conditions, timers and loops. */
record Flows(Expressions expressions, Report.About report) {
    private static final String NEVER_DECIDED = "=null";

    void convert(Document document) {
        Xml.all(document, Xml.BPMN, "conditionExpression").forEach(this::condition);
        for (String timer : List.of("timeDate", "timeDuration", "timeCycle")) {
            Xml.all(document, Xml.BPMN, timer).forEach(this::timer);
        }
        Xml.all(document, Xml.BPMN, "multiInstanceLoopCharacteristics").forEach(this::loop);
    }

    private void condition(Element condition) {
        Element flow = (Element) condition.getParentNode();
        String id = flow.getAttribute("id");
        String language = condition.getAttribute("language");
        condition.removeAttribute("language");
        String text = condition.getTextContent().strip();
        String feel = null;
        if (language.isEmpty() || language.equals("juel")) {
            feel = expressions.expression(id, "condition", text);
        } else {
            report.open(id, "condition in " + language + " is left out: " + Expressions.oneLine(text));
        }
        if (feel == null) {
            report.open(id, "until its condition is said in FEEL, the process stops there with an incident");
        }
        condition.setTextContent(feel == null ? NEVER_DECIDED : feel);
    }

    private void timer(Element time) {
        String id = ((Element) time.getParentNode().getParentNode()).getAttribute("id");
        String value = expressions.constantOr(id, "timer", time.getTextContent().strip());
        if (value != null) {
            time.setTextContent(value);
        }
    }

    private void loop(Element loop) {
        String id = ((Element) loop.getParentNode()).getAttribute("id");
        String collection = Xml.take(loop, "collection");
        String element = Xml.take(loop, "elementVariable");
        String input = null;
        if (collection != null) {
            String text = Juel.isIn(collection) ? collection : "${" + collection + "}";
            input = expressions.expression(id, "collection", text);
        } else {
            input = Xml.child(loop, Xml.BPMN, "loopCardinality")
                    .map(cardinality -> cardinality.getTextContent().strip())
                    .map(text -> expressions.expression(id, "cardinality", Juel.isIn(text) ? text : "${" + text + "}"))
                    .map(feel -> "=for i in 1.." + feel.substring(1) + " return i")
                    .orElse(null);
        }
        Xml.children(loop, Xml.BPMN, "loopCardinality").forEach(loop::removeChild);
        if (input == null) {
            report.open(id, "its loop has no collection that can be said in FEEL");
            return;
        }
        Element characteristics = Xml.extension(loop, "loopCharacteristics");
        characteristics.setAttribute("inputCollection", input);
        if (element != null) {
            characteristics.setAttribute("inputElement", element);
        }
        report.changed(id, "loop -> zeebe:loopCharacteristics over " + input);
        for (Element until : Xml.children(loop, Xml.BPMN, "completionCondition")) {
            String feel = expressions.expression(
                    id, "completion condition", until.getTextContent().strip());
            if (feel == null) {
                loop.removeChild(until);
            } else {
                until.setTextContent(feel);
            }
        }
    }
}
