package io.docket.command.process.deploy;

import io.docket.command.decision.Rejection;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads which executable processes a BPMN resource holds. Knows no external entities and no document types. */
final class BpmnReader {
    /** Executable processes in one resource. */
    static final int MAX_PROCESSES = 50;

    private static final String BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    private static final Pattern PROCESS_ID = Pattern.compile("[A-Za-z_][A-Za-z0-9._-]{0,95}");

    private BpmnReader() {}

    /** Ids of the executable processes, in order, at least one. Rejects what is not well-formed BPMN. */
    static List<String> executableProcesses(String bpmn) {
        List<String> ids = new ArrayList<>();
        try {
            XMLStreamReader xml = factory().createXMLStreamReader(new StringReader(bpmn));
            boolean definitions = false;
            while (xml.hasNext()) {
                int event = xml.next();
                if (event == XMLStreamConstants.DTD) {
                    throw Rejection.invalid("/bpmn", "a document type is not allowed");
                }
                if (event == XMLStreamConstants.START_ELEMENT && BPMN.equals(xml.getNamespaceURI())) {
                    definitions |= xml.getLocalName().equals("definitions");
                    if (xml.getLocalName().equals("process")
                            && "true".equals(xml.getAttributeValue(null, "isExecutable"))) {
                        ids.add(idOf(xml));
                    }
                }
            }
            if (!definitions) {
                throw Rejection.invalid("/bpmn", "it has no BPMN definitions");
            }
        } catch (XMLStreamException e) {
            throw Rejection.invalid("/bpmn", "it is not well-formed XML: " + firstLine(e));
        }
        if (ids.isEmpty() || ids.size() > MAX_PROCESSES) {
            throw Rejection.invalid(
                    "/bpmn", "it has " + ids.size() + " executable processes, not 1 to " + MAX_PROCESSES);
        }
        return List.copyOf(ids);
    }

    private static String idOf(XMLStreamReader process) {
        String id = process.getAttributeValue(null, "id");
        if (id == null || !PROCESS_ID.matcher(id).matches()) {
            throw Rejection.invalid("/bpmn", "process id " + id + " is not " + PROCESS_ID.pattern());
        }
        return id;
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        return factory;
    }

    private static String firstLine(XMLStreamException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
