package io.docket.system.history;

import java.io.InputStream;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** Reads what process mining looks at in an XES log, by itself: nothing of the platform has a part in it. */
final class XesTraces {
    private XesTraces() {}

    /**
     * An event of a trace.
     *
     * @param activity {@code concept:name}
     * @param lifecycle {@code lifecycle:transition}
     * @param resource {@code org:resource}
     * @param at {@code time:timestamp} with its zone
     */
    record Event(
            @Nullable String activity,
            @Nullable String lifecycle,
            @Nullable String resource,
            OffsetDateTime at) {}

    /** The events of the first traces, in their order, by the name of the trace. */
    static Map<String, List<Event>> read(InputStream in, int maxTraces) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        XMLStreamReader xml = factory.createXMLStreamReader(in);
        Map<String, List<Event>> traces = new TreeMap<>();
        Map<String, String> trace = Map.of();
        Map<String, String> event = null;
        List<Event> events = new ArrayList<>();
        while (xml.hasNext() && traces.size() < maxTraces) {
            int token = xml.next();
            if (token == XMLStreamConstants.START_ELEMENT) {
                switch (xml.getLocalName()) {
                    case "trace" -> {
                        trace = new HashMap<>();
                        events = new ArrayList<>();
                    }
                    case "event" -> event = new HashMap<>();
                    case "string", "date" ->
                        put(
                                event == null ? trace : event,
                                xml.getAttributeValue(null, "key"),
                                xml.getAttributeValue(null, "value"));
                    default -> {}
                }
            } else if (token == XMLStreamConstants.END_ELEMENT
                    && xml.getLocalName().equals("event")
                    && event != null) {
                events.add(new Event(
                        event.get("concept:name"),
                        event.get("lifecycle:transition"),
                        event.get("org:resource"),
                        OffsetDateTime.parse(event.get("time:timestamp"))));
                event = null;
            } else if (token == XMLStreamConstants.END_ELEMENT
                    && xml.getLocalName().equals("trace")
                    && traces.put(trace.get("concept:name"), events) != null) {
                throw new AssertionError("two traces are called " + trace.get("concept:name"));
            }
        }
        return traces;
    }

    private static void put(Map<String, String> attributes, String key, String value) {
        if (attributes instanceof HashMap<String, String>) {
            attributes.put(key, value);
        }
    }
}
