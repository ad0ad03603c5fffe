package io.docket.cli.wks.bpmn;

import io.docket.cli.wks.report.Report;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * Steps that a machine does. What an external worker did under a topic is a job of that type; the topics that the platform
 * works by itself, and calls of REST services, become its built-in jobs.
 */
record ServiceTasks(Expressions expressions, CaseNames names, Report.About report) {
    private static final List<String> WORKED = List.of("serviceTask", "sendTask", "businessRuleTask");
    private static final Pattern CYCLE = Pattern.compile("R(\\d{1,4})/.*");

    void convert(Document document) {
        for (String kind : WORKED) {
            Xml.all(document, Xml.BPMN, kind).forEach(task -> convert(document, task));
        }
        for (Element message : Xml.all(document, Xml.BPMN, "messageEventDefinition")) {
            Element event = (Element) message.getParentNode();
            if (event.getLocalName().equals("intermediateThrowEvent")
                    || event.getLocalName().equals("endEvent")) {
                throwing(document, event, message);
            }
        }
    }

    private void convert(Document document, Element task) {
        String id = task.getAttribute("id");
        String decision = Xml.take(task, "decisionRef");
        if (decision != null) {
            decision(id, task, decision);
        } else if (!worked(id, task, task) && !sends(document, id, task, task)) {
            unknown(id, task, "step." + id);
            report.open(id, "it says nowhere what it does: job type step." + id + ", which nobody works");
        }
    }

    private void throwing(Document document, Element event, Element message) {
        String id = event.getAttribute("id");
        if (!worked(id, event, message) && !sends(document, id, event, message)) {
            unknown(id, event, "step." + id);
            report.open(id, "it throws a message without a name: job type step." + id + ", which nobody works");
        }
    }

    private boolean worked(String id, Element task, Element says) {
        String topic = Xml.take(says, "topic");
        String type = Xml.take(says, "type");
        String delegate = Xml.take(says, "delegateExpression");
        String javaClass = Xml.take(says, "class");
        String expression = Xml.take(says, "expression");
        String result = Xml.take(says, "resultVariable");
        if ("external".equals(type) && topic != null) {
            topic(id, task, topic);
        } else if (!Connectors.convert(id, task, expressions, report)) {
            String code = delegate != null ? delegate : javaClass;
            if (code != null) {
                String job = code.replaceAll("[#${}]", "").replaceAll("[^A-Za-z0-9._-]", "-");
                unknown(id, task, job);
                report.open(id, "code " + code + " -> job type " + job + ", which somebody has to work");
            } else if (expression != null) {
                Scripts.evaluate(id, task, expression, result, expressions, report);
            } else {
                return false;
            }
        }
        return true;
    }

    private boolean sends(Document document, String id, Element task, Element says) {
        return Xml.all(document, Xml.BPMN, "message").stream()
                .filter(message -> message.getAttribute("id").equals(says.getAttribute("messageRef")))
                .map(message -> message.getAttribute("name"))
                .findFirst()
                .map(name -> {
                    BuiltInJob job = BuiltInJob.publishMessage(name);
                    job.write(task);
                    report.changed(id, "it sends " + name + " -> " + job);
                    return true;
                })
                .orElse(false);
    }

    private void topic(String id, Element task, String topic) {
        BuiltInJob job = switch (topic) {
            case "caseStageUpdate" ->
                input(task, "stage", names::stage).map(BuiltInJob::moveCase).orElse(null);
            case "caseQueueUpdate" ->
                input(task, "queue", names::queue).map(BuiltInJob::queueCase).orElse(null);
            default -> null;
        };
        if (job == null) {
            unknown(id, task, topic);
            report.open(id, "topic " + topic + " -> job type " + topic + ", which somebody has to work");
        } else {
            job.write(task);
            report.changed(id, "topic " + topic + " -> " + job);
        }
    }

    /** The value of an input that the built-in job has instead, as FEEL; a text is a name, and becomes an id. */
    private static java.util.Optional<String> input(
            Element task, String name, java.util.function.UnaryOperator<String> id) {
        return Xml.all(task, Xml.ZEEBE, "input").stream()
                .filter(input -> input.getAttribute("target").equals(name))
                .findFirst()
                .map(input -> {
                    String source = input.getAttribute("source");
                    input.getParentNode().removeChild(input);
                    Matcher text = Pattern.compile("=\"([^\"\\\\]*)\"").matcher(source);
                    return text.matches() ? "=\"" + id.apply(text.group(1)) + "\"" : source;
                });
    }

    private void unknown(String id, Element task, String type) {
        Element definition = Xml.extension(task, "taskDefinition");
        definition.setAttribute("type", type);
        for (Element cycle : Xml.takeExtensions(task, "failedJobRetryTimeCycle")) {
            Matcher retries = CYCLE.matcher(cycle.getTextContent().strip());
            if (retries.matches()) {
                definition.setAttribute("retries", retries.group(1));
                report.changed(id, "retries " + cycle.getTextContent().strip() + " -> retries " + retries.group(1));
            }
        }
    }

    private void decision(String id, Element task, String decision) {
        String result = Xml.take(task, "resultVariable");
        String mapped = Xml.take(task, "mapDecisionResult");
        for (String binding : List.of("decisionRefBinding", "decisionRefVersion", "decisionRefTenantId")) {
            @Nullable String value = Xml.take(task, binding);
            if (value != null && !value.equals("latest")) {
                report.open(id, binding + " " + value + " is left out: the latest version decides");
            }
        }
        Element called = Xml.extension(task, "calledDecision");
        called.setAttribute("decisionId", decision);
        called.setAttribute("resultVariable", result == null ? "decisionResult" : result);
        report.changed(
                id,
                "decision " + decision + " -> zeebe:calledDecision"
                        + (mapped == null
                                ? ""
                                : ", " + mapped + " is what the table's hit policy and number of outputs give"));
    }
}
