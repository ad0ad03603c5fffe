package io.docket.cli.wks.bpmn;

import io.docket.cli.wks.report.Report;
import org.w3c.dom.Element;

/** The engine that a file says it is for. */
final class Platform {
    private static final String NAME = "Camunda Cloud";
    private static final String VERSION = "8.6.0";

    private Platform() {}

    /** Says that the file is for Zeebe, and declares its names. */
    static void name(Element root, Report.About report) {
        String before = root.getAttributeNS(Xml.MODELER, "executionPlatform");
        root.setAttributeNS(Xml.XMLNS, "xmlns:modeler", Xml.MODELER);
        root.setAttributeNS(Xml.MODELER, "modeler:executionPlatform", NAME);
        root.setAttributeNS(Xml.MODELER, "modeler:executionPlatformVersion", VERSION);
        if (!before.equals(NAME)) {
            report.changed(
                    root.getAttribute("id"),
                    "platform " + (before.isEmpty() ? "of no name" : before) + " -> " + NAME + " " + VERSION);
        }
    }
}
