package io.docket.cli.wks;

import static org.assertj.core.api.Assertions.assertThat;

import io.docket.cli.wks.report.Note;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class ConversionTest {
    @TempDir
    private Path folder;

    private WksPlan plan;
    private String xml;
    private Document process;
    private Document decision;

    @BeforeEach
    void convert() throws Exception {
        plan = WksPlan.of(WksFolder.read(Configurations.in(folder)));
        xml = Configurations.file(plan, "parking-permit.bpmn").xml();
        process = parse(xml);
        decision = parse(Configurations.file(plan, "parking-fee.dmn").xml());
    }

    /** Names without their prefixes: the dialects do not use the same name for two things. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "//*[@id='check']//*[local-name()='formDefinition']/@externalReference|parking-check",
                "count(//*[@id='check']//*[local-name()='userTask'])|1",
                "//*[@id='check']//*[local-name()='assignmentDefinition']/@assignee|=clerk",
                "//*[@id='check']//*[local-name()='assignmentDefinition']/@candidateGroups|clerks, seniors",
                "//*[@id='check']//*[local-name()='taskSchedule']/@dueDate|=due",
                "//*[@id='check']//*[local-name()='priorityDefinition']/@priority|70",
                "//*[@id='check']//*[local-name()='input']/@source|=\"Dear \" + string(name)",
                "//*[@id='check']//*[local-name()='output']/@source|=true",
                "local-name(//*[@id='check']/*[1])|documentation",
                "//*[@id='f3']/*[local-name()='conditionExpression']|=fine = true",
                "//*[@id='f4']/*[local-name()='conditionExpression']|=null",
                "//*[@id='tell']//*[local-name()='taskDefinition']/@type|tellNeighbours",
                "//*[@id='tell']//*[local-name()='taskDefinition']/@retries|5",
                "//*[@id='stage']//*[local-name()='taskDefinition']/@type|docket:move-case",
                "//*[@id='stage']//*[local-name()='input']/@source|=\"b\"",
                "//*[@id='stage']//*[local-name()='input']/@target|stage",
                "//*[@id='decide']//*[local-name()='calledDecision']/@decisionId|parking-fee",
                "//*[@id='decide']//*[local-name()='calledDecision']/@resultVariable|fee",
                "//*[@id='sum']//*[local-name()='taskDefinition']/@type|docket:script",
                "//*[@id='sum']//*[local-name()='header'][@key='language']/@value|javascript",
                "//*[@id='sum']/*[local-name()='documentation']|execution.setVariable(\"total\", fee * 1.21)",
                "local-name(//*[@id='double'])|scriptTask",
                "//*[@id='double']//*[local-name()='script']/@expression|=fee * 2",
                "//*[@id='double']//*[local-name()='script']/@resultVariable|twice",
                "//*[@id='call']//*[local-name()='taskDefinition']/@type|docket:http",
                "//*[@id='call']//*[@target='url']/@source|=\"https://example.org/\" + string(plate)",
                "//*[@id='call']//*[@target='headers']/@source|={\"Accept\": \"application/json\"}",
                "//*[@id='each']//*[local-name()='loopCharacteristics']/@inputCollection|=neighbours",
                "//*[@id='each']//*[local-name()='loopCharacteristics']/@inputElement|neighbour",
                "//*[@id='each']//*[local-name()='completionCondition']|=numberOfCompletedInstances > 1",
                "//*[@id='paid']//*[local-name()='subscription']/@correlationKey|=caseId",
                "count(//*[@id='done']//*[local-name()='subscription'])|0",
                "//*[@id='sub']//*[local-name()='calledElement']/@processId|archive-it",
                "//*[@id='sub']//*[local-name()='calledElement']/@propagateAllChildVariables|true",
                "//*[@id='sub']//*[local-name()='input']/@source|=plate",
                "//*[@id='say']//*[local-name()='header']/@value|publish-message",
                "//*[@id='say']//*[@target='payload.name']/@source|=\"permitDone\"",
                "//*[@id='late']//*[local-name()='timeDuration']|=patience",
                "//*[local-name()='definitions']/@*[local-name()='executionPlatform']|Camunda Cloud",
            })
    void what_camunda_7_says_is_said_for_zeebe(String path, String value) throws Exception {
        assertThat(XPathFactory.newInstance().newXPath().evaluate(path, process))
                .isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "//*[@id='zone']/*[local-name()='text']|address.zone",
                "count(//*[@expressionLanguage])|0",
                "count(//*[@id='parking-fee']/@*)|2",
            })
    void a_decision_is_said_in_feel(String path, String value) throws Exception {
        assertThat(XPathFactory.newInstance().newXPath().evaluate(path, decision))
                .isEqualTo(value);
    }

    @Test
    void nothing_of_camunda_is_left_and_everything_is_told() {
        assertThat(xml).doesNotContain("camunda.org/schema/1.0").doesNotContain("camunda:");
        assertThat(plan.report().notes())
                .filteredOn(note -> note.kind() == Note.Kind.OPEN)
                .filteredOn(note -> note.source().equals("parking-permit.bpmn"))
                .extracting(note -> note.place() + ": " + note.text())
                .containsExactly(
                        "check: camunda:taskListener is left out: nobody listens to the task (delegateExpression ${mailer})",
                        "tell: topic tellNeighbours -> job type tellNeighbours, which somebody has to work",
                        "sum: script in javascript -> docket:script, an incident until it is said in FEEL:"
                                + " execution.setVariable(\"total\", fee * 1.21)",
                        "f4: condition ${bean.isFine(fine)} is left out: it calls bean.isFine",
                        "f4: until its condition is said in FEEL, the process stops there with an incident");
        assertThat(plan.report().notes())
                .filteredOn(note -> note.kind() == Note.Kind.DROPPED)
                .filteredOn(note -> note.source().equals("parking-permit.bpmn"))
                .extracting(note -> note.place() + ": " + note.text())
                .containsExactly(
                        "parking-permit: camunda:historyTimeToLive 30: the log is kept",
                        "check: camunda:asyncBefore true: every step is a transaction of its own");
    }

    @Test
    void a_listener_that_sends_a_message_and_the_hooks_of_the_case_become_steps_behind_the_task() throws Exception {
        StringBuilder way = new StringBuilder("check");
        String at = "check";
        for (int i = 0; i < 4; i++) {
            at = value("//*[local-name()='sequenceFlow'][@sourceRef='" + at + "']/@targetRef");
            way.append(" > ").append(value("local-name(//*[@id='" + at + "'])")).append(' ');
            way.append(value("//*[@id='" + at + "']/@name"));
        }

        assertThat(way)
                .hasToString("check > serviceTask Stage: Checked > serviceTask Queue: The counter"
                        + " > serviceTask Publish checked > exclusiveGateway ");
        assertThat(value("//*[@name='Stage: Checked']//*[local-name()='input']/@source"))
                .isEqualTo("=\"b\"");
        assertThat(value("//*[@name='Queue: The counter']//*[@target='payload.queue']/@source"))
                .isEqualTo("=\"counter\"");
        assertThat(value("count(//*[@id='check']/*[local-name()='outgoing'])")).isEqualTo("1");
        assertThat(value("count(//*[local-name()='BPMNShape'])")).isEqualTo("5");
        assertThat(value("count(//*[local-name()='BPMNEdge'])")).isEqualTo("4");
    }

    private String value(String path) throws Exception {
        return XPathFactory.newInstance().newXPath().evaluate(path, process);
    }

    private static Document parse(String text) throws Exception {
        return DocumentBuilderFactory.newDefaultNSInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new java.io.StringReader(text)));
    }
}
