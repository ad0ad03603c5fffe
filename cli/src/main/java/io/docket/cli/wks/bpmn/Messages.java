package io.docket.cli.wks.bpmn;

import io.docket.cli.wks.report.Report;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Messages that a running process waits for: the business key that they came by is the id of the case. */
record Messages(Report.About report) {
    private static final String KEY = "=caseId";

    void convert(Document document) {
        Set<String> awaited = new HashSet<>();
        Stream.concat(
                        Xml.all(document, Xml.BPMN, "receiveTask").stream(),
                        Xml.all(document, Xml.BPMN, "messageEventDefinition").stream()
                                .filter(Messages::isAwaited))
                .forEach(waiting -> awaited.add(waiting.getAttribute("messageRef")));
        for (Element message : Xml.all(document, Xml.BPMN, "message")) {
            if (awaited.contains(message.getAttribute("id"))) {
                Xml.extension(message, "subscription").setAttribute("correlationKey", KEY);
                report.changed(
                        message.getAttribute("id"),
                        "message " + message.getAttribute("name") + ": business key -> correlation key " + KEY);
            }
        }
    }

    private static boolean isAwaited(Element definition) {
        Element event = (Element) definition.getParentNode();
        return switch (event.getLocalName()) {
            case "intermediateCatchEvent", "boundaryEvent" -> true;
            case "startEvent" ->
                ((Element) event.getParentNode())
                        .getAttribute("triggeredByEvent")
                        .equals("true");
            default -> false;
        };
    }
}
