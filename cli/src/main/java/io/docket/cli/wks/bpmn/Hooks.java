package io.docket.cli.wks.bpmn;

import io.docket.cli.wks.juel.Juel;
import io.docket.cli.wks.report.Report;
import java.util.List;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** What a case definition does when a task is done, as steps behind the task. */
record Hooks(NewSteps steps, CaseNames names, Report.About report) {
    void add(Document document, List<Hook> hooks) {
        List<String> processes = Xml.all(document, Xml.BPMN, "process").stream()
                .map(process -> process.getAttribute("id"))
                .toList();
        for (Hook hook : hooks.reversed()) {
            if (processes.contains(hook.process())) {
                Xml.all(document, Xml.BPMN, "userTask").stream()
                        .filter(task -> task.getAttribute("id").equals(hook.task()))
                        .findFirst()
                        .ifPresentOrElse(
                                task -> add(task, hook),
                                () -> report.open(
                                        hook.task(), "a hook of the case definition is left out: no such task"));
            }
        }
    }

    private void add(Element task, Hook hook) {
        String target = hook.isStage() ? names.stage(hook.target()) : names.queue(hook.target());
        String feel = "=" + Juel.literal(target);
        BuiltInJob job = hook.isStage() ? BuiltInJob.moveCase(feel) : BuiltInJob.queueCase(feel);
        String name = (hook.isStage() ? "Stage: " : "Queue: ") + hook.target();
        String made = steps.behind(task, name, job);
        report.changed(
                hook.task(), "hook of the case definition -> step " + made + " behind it, " + job + " to " + target);
    }
}
