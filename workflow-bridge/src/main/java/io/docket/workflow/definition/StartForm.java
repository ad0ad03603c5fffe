package io.docket.workflow.definition;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** The form that a process is started with, as its none start event names it. */
final class StartForm {
    private static final List<String> NAMED_BY = List.of("formKey", "externalReference", "formId");

    private StartForm() {}

    /** Key of the form; absent if the process names none. */
    static @Nullable String of(Element process) {
        return children(process, "startEvent")
                .filter(start ->
                        children(start, "messageEventDefinition").findAny().isEmpty())
                .flatMap(start -> children(start, "extensionElements"))
                .flatMap(extensions -> children(extensions, "formDefinition"))
                .flatMap(form -> NAMED_BY.stream().map(form::getAttribute))
                .filter(key -> !key.isEmpty() && !key.startsWith("="))
                .findFirst()
                .orElse(null);
    }

    private static Stream<Element> children(Node parent, String name) {
        return IntStream.range(0, parent.getChildNodes().getLength())
                .mapToObj(parent.getChildNodes()::item)
                .filter(Element.class::isInstance)
                .map(Element.class::cast)
                .filter(child -> name.equals(child.getLocalName()));
    }
}
