package io.docket.projection.processes;

import io.docket.projection.view.Document;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** The elements of a process in BPMN that an instance can be at: id and kind. */
final class DiagramElements {
    private static final String BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    private static final Pattern FLOW_NODE = Pattern.compile("task|.+Task|subProcess|callActivity|.+Gateway|.+Event");

    private DiagramElements() {}

    /** The BPMN files of a deployment. */
    static List<String> resources(Document deployment) {
        List<String> files = new ArrayList<>();
        files.add(deployment.required("bpmn"));
        deployment.objects("resources").stream()
                .filter(resource -> String.valueOf(resource.get("name")).endsWith(".bpmn"))
                .forEach(resource -> files.add(String.valueOf(resource.get("content"))));
        return files;
    }

    /** The elements of the process, in the order of the file that has it. */
    static Map<String, String> of(List<String> files, String processId) {
        Map<String, String> elements = new LinkedHashMap<>();
        for (String file : files) {
            try {
                read(file, processId, elements);
            } catch (XMLStreamException e) {
                throw new IllegalStateException("a deployed diagram is not XML", e);
            }
        }
        return elements;
    }

    private static void read(String file, String processId, Map<String, String> elements) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        XMLStreamReader xml = factory.createXMLStreamReader(new StringReader(file));
        boolean inside = false;
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT && BPMN.equals(xml.getNamespaceURI())) {
                String name = xml.getLocalName();
                if (name.equals("process")) {
                    inside = processId.equals(xml.getAttributeValue(null, "id"));
                } else if (inside && FLOW_NODE.matcher(name).matches()) {
                    elements.put(xml.getAttributeValue(null, "id"), name);
                }
            }
        }
    }
}
