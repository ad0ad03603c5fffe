package io.docket.workflow.definition;

import io.docket.contracts.event.ProcessDefinitionEvent.Deployed;
import io.docket.workflow.memory.Need;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * What the processes of a resource name in their expressions: every path of names (<code>applicant.income</code>) in an
 * attribute or text that begins with {@code =}. Of the data of a case the engine gets what its process names, no more. And the
 * form that the none start event of each process names.
 */
public final class ProcessNeeds {
    private static final Pattern TEXT = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");
    private static final Pattern PATH = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_]*(?:\\.[\\p{L}_][\\p{L}\\p{N}_]*)*");

    private ProcessNeeds() {}

    /** By process id, as the tenant knows it, what all processes of a deployment name. Refused if one is not XML. */
    public static Map<String, Need> of(Deployed deployment) {
        Map<String, Need> needs = new LinkedHashMap<>();
        deployment.all().stream()
                .filter(resource -> resource.name().endsWith(".bpmn"))
                .forEach(resource -> needs.putAll(of(resource.content())));
        return needs;
    }

    static Map<String, Need> of(String bpmn) {
        Map<String, Need> needs = new LinkedHashMap<>();
        NodeList processes = EngineXml.parse("invalid-bpmn", bpmn).getElementsByTagNameNS(EngineBpmn.BPMN, "process");
        for (int i = 0; i < processes.getLength(); i++) {
            Element process = (Element) processes.item(i);
            Set<String> paths = new TreeSet<>();
            collect(process, paths);
            needs.put(process.getAttribute("id"), new Need(paths, StartForm.of(process)));
        }
        return needs;
    }

    private static void collect(Node node, Set<String> paths) {
        NamedNodeMap attributes = node.getAttributes();
        for (int i = 0; attributes != null && i < attributes.getLength(); i++) {
            named(attributes.item(i).getNodeValue(), paths);
        }
        for (Node child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
            switch (child.getNodeType()) {
                case Node.ELEMENT_NODE -> collect(child, paths);
                case Node.TEXT_NODE, Node.CDATA_SECTION_NODE -> named(child.getNodeValue(), paths);
                default -> {}
            }
        }
    }

    private static void named(String text, Set<String> paths) {
        String expression = text.strip();
        if (expression.startsWith("=")) {
            Matcher path = PATH.matcher(TEXT.matcher(expression).replaceAll("\"\""));
            while (path.find()) {
                paths.add(path.group());
            }
        }
    }
}
