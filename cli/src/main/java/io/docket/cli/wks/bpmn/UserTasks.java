package io.docket.cli.wks.bpmn;

import io.docket.cli.wks.report.Report;
import java.util.ArrayList;
import java.util.List;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** User tasks: Camunda's attributes become Zeebe's elements, and the tasks native ones. */
record UserTasks(Expressions expressions, Report.About report) {
    private static final List<Field> FIELDS = List.of(
            new Field("formKey", "formDefinition", "externalReference"),
            new Field("formRef", "formDefinition", "formId"),
            new Field("assignee", "assignmentDefinition", "assignee"),
            new Field("candidateUsers", "assignmentDefinition", "candidateUsers"),
            new Field("candidateGroups", "assignmentDefinition", "candidateGroups"),
            new Field("dueDate", "taskSchedule", "dueDate"),
            new Field("followUpDate", "taskSchedule", "followUpDate"),
            new Field("priority", "priorityDefinition", "priority"));

    private record Field(String attribute, String element, String name) {}

    void convert(Document document) {
        Xml.all(document, Xml.BPMN, "userTask").forEach(this::convert);
    }

    private void convert(Element task) {
        String id = task.getAttribute("id");
        Xml.extension(task, "userTask");
        List<String> said = new ArrayList<>();
        for (Field field : FIELDS) {
            String given = Xml.take(task, field.attribute());
            String value = given == null ? null : expressions.constantOr(id, field.attribute(), given);
            if (value != null) {
                Xml.extension(task, field.element()).setAttribute(field.name(), value);
                said.add(field.attribute() + " " + value);
            }
        }
        report.changed(id, "user task -> zeebe:userTask" + (said.isEmpty() ? "" : " with " + String.join(", ", said)));
        lost(id, task, "formData", "its fields have to become a form (define-form)");
        lost(id, task, "taskListener", "nobody listens to the task");
    }

    private void lost(String id, Element task, String extension, String why) {
        Xml.takeExtensions(task, extension)
                .forEach(element -> report.open(
                        id, "camunda:" + extension + " is left out: " + why + Listeners.described(element)));
    }
}
