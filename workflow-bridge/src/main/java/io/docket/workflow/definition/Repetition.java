package io.docket.workflow.definition;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * Which elements of a diagram an instance can reach more than once: those with a loop or multi-instance marker, those on a
 * cycle of sequence flows, what lies in such a subprocess, and what lies in an event subprocess.
 */
final class Repetition {
    private static final Set<String> MARKERS =
            Set.of("multiInstanceLoopCharacteristics", "standardLoopCharacteristics");

    private final Map<String, Set<String>> next = new HashMap<>();

    private Repetition() {}

    /** What the flows and boundary events of these elements allow. */
    static Repetition of(List<Element> sequenceFlows, List<Element> boundaryEvents) {
        Repetition repetition = new Repetition();
        sequenceFlows.forEach(flow -> repetition.edge(flow.getAttribute("sourceRef"), flow.getAttribute("targetRef")));
        boundaryEvents.forEach(event -> repetition.edge(event.getAttribute("attachedToRef"), event.getAttribute("id")));
        return repetition;
    }

    private void edge(String from, String to) {
        next.computeIfAbsent(from, key -> new HashSet<>()).add(to);
    }

    /** True if an instance can have several of the element. */
    boolean concerns(Element element) {
        for (Node node = element; node instanceof Element scope; node = node.getParentNode()) {
            if (isMarked(scope)
                    || Boolean.parseBoolean(scope.getAttribute("triggeredByEvent"))
                    || comesBack(scope.getAttribute("id"))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isMarked(Element scope) {
        NodeList children = scope.getChildNodes();
        for (int i = 0; i < children.getLength(); i++) {
            String name = children.item(i).getLocalName();
            if (name != null && MARKERS.contains(name)) {
                return true;
            }
        }
        return false;
    }

    private boolean comesBack(String id) {
        Deque<String> open = new ArrayDeque<>(next.getOrDefault(id, Set.of()));
        Set<String> seen = new HashSet<>(open);
        while (!open.isEmpty()) {
            String element = open.pop();
            if (element.equals(id)) {
                return true;
            }
            next.getOrDefault(element, Set.of()).stream().filter(seen::add).forEach(open::push);
        }
        return false;
    }
}
