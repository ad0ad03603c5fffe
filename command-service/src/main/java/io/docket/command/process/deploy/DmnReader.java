package io.docket.command.process.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** Reads the id of a DMN resource and makes sure that it holds a decision. */
final class DmnReader {
    private static final Pattern DMN = Pattern.compile("https?://www\\.omg\\.org/spec/DMN/\\d{8}/MODEL/?");
    private static final Pattern ID = Pattern.compile("[A-Za-z_][A-Za-z0-9._-]{0,90}");

    private DmnReader() {}

    /** Id of the decision requirements. Rejects what is not well-formed DMN with at least one decision. */
    static String idOf(String pointer, String dmn) {
        AtomicReference<@Nullable String> definitions = new AtomicReference<>();
        List<String> decisions = new ArrayList<>();
        XmlReader.read(pointer, dmn, xml -> {
            if (DMN.matcher(String.valueOf(xml.getNamespaceURI())).matches()) {
                switch (xml.getLocalName()) {
                    case "definitions" -> definitions.set(usable(pointer, xml));
                    case "decision" -> decisions.add(usable(pointer, xml));
                    default -> {}
                }
            }
        });
        String id = definitions.get();
        if (id == null || decisions.isEmpty()) {
            throw XmlReader.unusable(pointer, "it has no DMN definitions with a decision");
        }
        return id;
    }

    private static String usable(String pointer, XMLStreamReader element) {
        @Nullable String id = element.getAttributeValue(null, "id");
        if (id == null || !ID.matcher(id).matches()) {
            throw XmlReader.unusable(pointer, element.getLocalName() + " id " + id + " is not " + ID.pattern());
        }
        return id;
    }
}
