package io.docket.system.loans;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * What a loan log says by itself, read straight from the file: the figures that the platform must arrive at.
 *
 * @param traces number of traces
 * @param events number of events
 * @param finalStages number of traces by their last {@code A_} activity
 * @param amountRequested sum of {@code AMOUNT_REQ}
 * @param resources distinct {@code org:resource}
 */
record LogTruth(
        int traces, int events, Map<String, Integer> finalStages, BigDecimal amountRequested, Set<String> resources) {
    private static final String NAME = "concept:name";

    /** Reads the first traces of a gzipped XES file. */
    static LogTruth of(Path gzipped, int maxTraces) throws IOException, XMLStreamException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(gzipped), 1 << 16)) {
            XMLInputFactory factory = XMLInputFactory.newFactory();
            factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
            return read(factory.createXMLStreamReader(in), maxTraces);
        }
    }

    private static LogTruth read(XMLStreamReader xml, int maxTraces) throws XMLStreamException {
        int traces = 0;
        int events = 0;
        Map<String, Integer> finalStages = new TreeMap<>();
        BigDecimal amount = BigDecimal.ZERO;
        Set<String> resources = new HashSet<>();
        boolean inTrace = false;
        Map<String, String> event = null;
        String stage = "";
        while (xml.hasNext() && traces < maxTraces) {
            int token = xml.next();
            if (token == XMLStreamConstants.START_ELEMENT) {
                switch (xml.getLocalName()) {
                    case "trace" -> inTrace = true;
                    case "event" -> event = new HashMap<>();
                    default -> {
                        String key = xml.getAttributeValue(null, "key");
                        String value = xml.getAttributeValue(null, "value");
                        if (event != null && key != null) {
                            event.put(key, value);
                        } else if (inTrace && "AMOUNT_REQ".equals(key)) {
                            amount = amount.add(new BigDecimal(value));
                        }
                    }
                }
            } else if (token == XMLStreamConstants.END_ELEMENT
                    && xml.getLocalName().equals("event")
                    && event != null) {
                events++;
                stage = event.get(NAME).startsWith("A_") ? event.get(NAME) : stage;
                if (event.get("org:resource") != null) {
                    resources.add(event.get("org:resource"));
                }
                event = null;
            } else if (token == XMLStreamConstants.END_ELEMENT
                    && xml.getLocalName().equals("trace")) {
                traces++;
                finalStages.merge(stage, 1, Integer::sum);
                inTrace = false;
            }
        }
        return new LogTruth(traces, events, finalStages, amount, resources);
    }
}
