package io.docket.cli.wks.bpmn;

import java.util.Set;
import java.util.stream.Collectors;
import org.w3c.dom.Element;

/** Which processes a file has. */
public final class ProcessIds {
    private ProcessIds() {}

    /**
     * Ids of the processes of the file, of those alone: an id that it only names, as a call activity does, is none of them.
     *
     * @throws io.docket.cli.failure.UserError if the file cannot be read
     */
    public static Set<String> of(String file, String xml) {
        return Xml.all(Xml.parse(file, xml), Xml.BPMN, "process").stream()
                .map((Element process) -> process.getAttribute("id"))
                .collect(Collectors.toUnmodifiableSet());
    }
}
