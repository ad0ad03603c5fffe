package io.docket.cli.wks.bpmn;

import io.docket.cli.wks.juel.Juel;
import io.docket.cli.wks.juel.NotFeelException;
import io.docket.cli.wks.report.Report;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** A decision of Camunda 7, said for Zeebe: FEEL throughout, none of Camunda's attributes. */
public final class DmnConversion {
    private static final Set<String> JUEL = Set.of("juel", "http://www.omg.org/spec/juel");

    private DmnConversion() {}

    /** The decision for Zeebe. */
    public static Converted convert(String file, String xml, Report.About report) {
        Document document = Xml.parse(file, xml);
        for (Element element : Xml.all(document, "*", "*")) {
            expression(element, report);
            dropAttributes(element, report);
        }
        Platform.name(document.getDocumentElement(), report);
        return new Converted(file, Xml.write(document), true);
    }

    private static void expression(Element element, Report.About report) {
        String language = element.getAttribute("expressionLanguage");
        element.removeAttribute("expressionLanguage");
        if (language.isEmpty() || language.equals("feel")) {
            return;
        }
        String place = element.getAttribute("id");
        if (!JUEL.contains(language)) {
            report.open(place, "it is written in " + language + " and has to be said in FEEL");
            return;
        }
        for (Element text : Xml.children(element, String.valueOf(element.getNamespaceURI()), "text")) {
            String given = text.getTextContent().strip();
            try {
                String feel = Juel.feel(Juel.isIn(given) ? given : "${" + given + "}");
                text.setTextContent(feel);
                report.changed(place, Expressions.oneLine(given) + " -> " + feel);
            } catch (NotFeelException e) {
                report.open(place, Expressions.oneLine(given) + " stays as it is: " + e.getMessage());
            }
        }
    }

    private static void dropAttributes(Element element, Report.About report) {
        List<Attr> attributes = IntStream.range(0, element.getAttributes().getLength())
                .mapToObj(i -> (Attr) element.getAttributes().item(i))
                .filter(attribute -> Xml.CAMUNDA_DMN.equals(attribute.getNamespaceURI()))
                .toList();
        for (Attr attribute : attributes) {
            element.removeAttributeNode(attribute);
            report.dropped(element.getAttribute("id"), attribute.getName() + "=\"" + attribute.getValue() + "\"");
        }
    }
}
