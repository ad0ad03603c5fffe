package io.docket.cli.xes;

import io.docket.cli.failure.UserError;
import java.io.IOException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLStreamConstants;
import org.jspecify.annotations.Nullable;

/**
 * The traces of an XES document, one at a time: memory is bounded by {@link XesLimits}, whatever the length of the log.
 * Extensions, globals, classifiers and attributes of the log itself are passed over. Where a key comes twice, the later
 * value counts. Every error is a {@link UserError} that says the place, the trace and the event.
 */
public final class XesReader implements AutoCloseable {
    private static final String NAME = "concept:name";

    private final LogFile file;
    private final XesLimits limits;
    private final ValueParser values;
    private final XmlCursor xml;
    private boolean inLog;
    private long traces;
    private long unknownElements;
    private long traceWeight;
    private String context = "";

    /** @param zone zone of dates that carry none */
    public XesReader(LogFile file, XesLimits limits, ZoneId zone) {
        this.file = file;
        this.limits = limits;
        this.values = new ValueParser(zone);
        this.xml = new XmlCursor(file, limits);
    }

    /** The next trace, or empty at the end of the log. */
    public Optional<XesTrace> next() {
        if (!inLog) {
            enterLog();
        }
        context = "";
        int event;
        while ((event = xml.next(context)) != XMLStreamConstants.END_DOCUMENT) {
            if (event == XMLStreamConstants.END_ELEMENT) {
                continue;
            }
            switch (xml.name()) {
                case "trace" -> {
                    return Optional.of(readTrace());
                }
                case "event" -> throw xml.error(xml.here(), "", "an event outside of a trace is not supported");
                default -> xml.skip(context);
            }
        }
        return Optional.empty();
    }

    /** Elements within traces that XES does not know; they are passed over. */
    public long unknownElements() {
        return unknownElements;
    }

    /** Bytes read from disk so far. */
    public long bytesRead() {
        return file.bytesRead();
    }

    @Override
    public void close() throws IOException {
        try (file) {
            xml.close();
        }
    }

    private void enterLog() {
        xml.next(context);
        if (!xml.name().equals("log")) {
            throw xml.error(xml.here(), "", "not XES: the root element is <" + xml.name() + ">, not <log>");
        }
        inLog = true;
    }

    private XesTrace readTrace() {
        traces++;
        traceWeight = 0;
        context = "trace " + traces;
        Place place = xml.here();
        Map<String, XesAttribute> attributes = new LinkedHashMap<>();
        List<XesEvent> events = new ArrayList<>();
        String name = "trace-" + traces;
        while (xml.next(context) == XMLStreamConstants.START_ELEMENT) {
            if (xml.name().equals("event")) {
                events.add(readEvent(events.size() + 1));
                continue;
            }
            XesAttribute attribute = readAttribute(1);
            if (attribute != null) {
                attributes.put(attribute.key(), attribute);
                if (attribute.key().equals(NAME)) {
                    name = named(attribute);
                }
            }
        }
        return new XesTrace(traces, name, attributes, events, place, traceWeight);
    }

    private String named(XesAttribute attribute) {
        String name = attribute.text();
        if (name.isBlank()) {
            throw xml.error(xml.here(), context, NAME + " is empty");
        }
        context = "trace " + traces + " \"" + shorten(name) + "\"";
        return name;
    }

    private XesEvent readEvent(int index) {
        String trace = context;
        context = trace + ", event " + index;
        Place place = xml.here();
        if (index > limits.traceEvents()) {
            throw xml.error(place, context, "more than " + limits.traceEvents() + " events in a trace (limit)");
        }
        Map<String, XesAttribute> attributes = new LinkedHashMap<>();
        while (xml.next(context) == XMLStreamConstants.START_ELEMENT) {
            XesAttribute attribute = readAttribute(1);
            if (attribute != null) {
                attributes.put(attribute.key(), attribute);
            }
        }
        context = trace;
        return new XesEvent(index, attributes, place);
    }

    private @Nullable XesAttribute readAttribute(int depth) {
        XesType type = XesType.ofElement(xml.name()).orElse(null);
        if (type == null) {
            unknownElements++;
            xml.skip(context);
            return null;
        }
        Place place = xml.here();
        if (depth > limits.nestingDepth()) {
            throw xml.error(place, context, "attributes nested deeper than " + limits.nestingDepth() + " (limit)");
        }
        if (!xml.has("key")) {
            throw xml.error(place, context, "<" + type.element() + "> without a key");
        }
        String key = xml.attribute("key", "");
        if (!type.isCollection() && !xml.has("value")) {
            throw xml.error(place, context, "attribute " + key + " has no value");
        }
        String text = xml.attribute("value", "");
        weigh(place, key.length() + text.length());
        try {
            return new XesAttribute(key, type, values.parse(type, text), readChildren(depth));
        } catch (IllegalArgumentException e) {
            throw xml.error(
                    place,
                    context,
                    "attribute " + key + " of type " + type.element() + " is \"" + shorten(text) + "\": "
                            + e.getMessage());
        }
    }

    private List<XesAttribute> readChildren(int depth) {
        List<XesAttribute> children = new ArrayList<>(0);
        int open = 1;
        while (open > 0) {
            if (xml.next(context) != XMLStreamConstants.START_ELEMENT) {
                open--;
            } else if (xml.name().equals("values")) {
                open++;
            } else {
                XesAttribute child = readAttribute(depth + 1);
                if (child != null) {
                    children.add(child);
                }
            }
        }
        return children;
    }

    private void weigh(Place place, int characters) {
        traceWeight += characters;
        if (traceWeight > limits.traceCharacters()) {
            throw xml.error(place, context, "more than " + limits.traceCharacters() + " characters in a trace (limit)");
        }
    }

    private static String shorten(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }
}
