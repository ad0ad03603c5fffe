package io.docket.command.process.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** Reads which executable processes a BPMN resource holds, and refuses what the engine has no way to run. */
final class BpmnReader {
    /** Executable processes in one resource. */
    static final int MAX_PROCESSES = 50;

    private static final String BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    private static final Pattern PROCESS_ID = Pattern.compile("[A-Za-z_][A-Za-z0-9._-]{0,95}");
    private static final Pattern OTHER_RESOURCE = Pattern.compile(".*\\.(dmn|form)");
    private static final Set<String> NOT_RUN = Set.of(
            "complexGateway", "transaction", "adHocSubProcess", "conditionalEventDefinition", "cancelEventDefinition");

    private BpmnReader() {}

    /** Ids of the executable processes, in order, at least one. Rejects what is not well-formed BPMN. */
    static List<String> executableProcesses(String pointer, String bpmn) {
        List<String> ids = new ArrayList<>();
        AtomicBoolean definitions = new AtomicBoolean();
        XmlReader.read(pointer, bpmn, xml -> {
            if (BPMN.equals(xml.getNamespaceURI())) {
                String name = xml.getLocalName();
                if (NOT_RUN.contains(name)) {
                    throw XmlReader.unusable(
                            pointer, "the engine does not run " + name + " " + xml.getAttributeValue(null, "id"));
                }
                if (name.equals("definitions")) {
                    definitions.set(true);
                }
                if (name.equals("process") && "true".equals(xml.getAttributeValue(null, "isExecutable"))) {
                    ids.add(idOf(pointer, xml));
                }
            }
        });
        if (!definitions.get()) {
            throw XmlReader.unusable(pointer, "it has no BPMN definitions");
        }
        if (ids.isEmpty() || ids.size() > MAX_PROCESSES) {
            throw XmlReader.unusable(
                    pointer, "it has " + ids.size() + " executable processes, not 1 to " + MAX_PROCESSES);
        }
        return List.copyOf(ids);
    }

    private static String idOf(String pointer, XMLStreamReader process) {
        @Nullable String id = process.getAttributeValue(null, "id");
        if (id == null
                || !PROCESS_ID.matcher(id).matches()
                || OTHER_RESOURCE.matcher(id).matches()) {
            throw XmlReader.unusable(
                    pointer,
                    "process id " + id + " is not " + PROCESS_ID.pattern() + ", or ends like another resource");
        }
        return id;
    }
}
