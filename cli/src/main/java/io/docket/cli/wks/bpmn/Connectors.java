package io.docket.cli.wks.bpmn;

import io.docket.cli.wks.report.Report;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.w3c.dom.Element;

/** Calls of REST services by Camunda's HTTP connector, as {@code docket:http}. */
final class Connectors {
    private static final String TYPE = "docket:http";
    private static final Set<String> INPUTS = Set.of("url", "method", "headers", "payload");

    private Connectors() {}

    /** True if the task had a connector. */
    static boolean convert(String id, Element task, Expressions expressions, Report.About report) {
        List<Element> connectors = Xml.takeExtensions(task, "connector");
        for (Element connector : connectors) {
            String connectorId = Xml.child(connector, Xml.CAMUNDA, "connectorId")
                    .map(element -> element.getTextContent().strip())
                    .orElse("");
            if (connectorId.equals("http-connector")) {
                http(id, task, connector, new Mappings(expressions, report), report);
            } else {
                Xml.extension(task, "taskDefinition").setAttribute("type", connectorId);
                report.open(id, "connector -> job type " + connectorId + ", which somebody has to work");
            }
        }
        return !connectors.isEmpty();
    }

    private static void http(String id, Element task, Element connector, Mappings mappings, Report.About report) {
        Map<String, String> inputs = new LinkedHashMap<>();
        for (Element parameter : Xml.all(connector, Xml.CAMUNDA, "inputParameter")) {
            String name = parameter.getAttribute("name");
            String feel = INPUTS.contains(name) ? mappings.value(id, "input " + name, parameter) : null;
            if (feel != null) {
                inputs.put(name.equals("payload") ? "body" : name, feel);
            } else {
                report.open(id, "input " + name + " of the connector is left out");
            }
        }
        new BuiltInJob(TYPE, null, inputs).write(task);
        report.changed(id, "http-connector -> " + TYPE);
        for (Element output : Xml.all(connector, Xml.CAMUNDA, "outputParameter")) {
            report.open(
                    id,
                    "output " + output.getAttribute("name")
                            + " of the connector is left out: map it from the answer of " + TYPE);
        }
    }
}
