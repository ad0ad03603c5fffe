package io.docket.cli.wks.bpmn;

import io.docket.cli.wks.report.Report;
import java.util.List;
import org.w3c.dom.Document;

/**
 * A process of Camunda 7, said for Zeebe. What follows from the file alone is said in other words; what needs code that is
 * elsewhere becomes a job that somebody has to work, so that the process can be deployed and stops where that is missing,
 * instead of going on as if it had been done.
 */
public final class BpmnConversion {
    private BpmnConversion() {}

    /**
     * The process for Zeebe.
     *
     * @param hooks what the case definitions do when a task is done
     */
    public static Converted convert(String file, String xml, CaseNames names, List<Hook> hooks, Report.About report) {
        Document document = Xml.parse(file, xml);
        document.getDocumentElement().setAttributeNS(Xml.XMLNS, "xmlns:zeebe", Xml.ZEEBE);
        Expressions expressions = new Expressions(report);
        NewSteps steps = new NewSteps(document);
        new UserTasks(expressions, report).convert(document);
        new Mappings(expressions, report).convert(document);
        new ServiceTasks(expressions, names, report).convert(document);
        new Scripts(expressions, report).convert(document);
        new CallActivities(expressions, report).convert(document);
        new Flows(expressions, report).convert(document);
        new Messages(report).convert(document);
        new Listeners(steps, report).convert(document);
        new Hooks(steps, names, report).add(document, hooks);
        boolean isRunnable = new Leftovers(report).convert(document);
        Platform.name(document.getDocumentElement(), report);
        return new Converted(file, Xml.write(document), isRunnable);
    }
}
