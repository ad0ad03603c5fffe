package io.docket.zeebe;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the broker's configuration says, {@code zeebe.broker.exporters.<id>.args}.
 *
 * @param bootstrapServers Kafka's bootstrap servers; required
 * @param topic topic of the records, with one partition so that they stay in the order of the log
 * @param windowRecords most records that wait for Kafka at once
 * @param windowBytes most bytes that wait for Kafka at once
 * @param elements how much of the way through the diagram is written: {@code none}, {@code important} or {@code all}
 */
record ExporterSettings(
        String bootstrapServers, String topic, int windowRecords, int windowBytes, ElementLevel elements) {
    private static final String DEFAULT_TOPIC = "docket.zeebe";
    private static final String DEFAULT_ELEMENTS = "important";
    private static final int DEFAULT_WINDOW_RECORDS = 1_000;
    private static final int DEFAULT_WINDOW_BYTES = 16 * 1024 * 1024;

    ExporterSettings {
        if (bootstrapServers.isBlank() || topic.isBlank()) {
            throw new IllegalArgumentException("bootstrapServers and topic must not be empty");
        }
        if (windowRecords < 1 || windowBytes < 1) {
            throw new IllegalArgumentException("windowRecords and windowBytes must be at least 1");
        }
    }

    /** Reads the arguments. Names are compared without case: given by environment variable they arrive in lower case. */
    static ExporterSettings from(Map<String, ?> arguments) {
        return new ExporterSettings(
                text(arguments, "bootstrapServers", ""),
                text(arguments, "topic", DEFAULT_TOPIC),
                number(arguments, "windowRecords", DEFAULT_WINDOW_RECORDS),
                number(arguments, "windowBytes", DEFAULT_WINDOW_BYTES),
                ElementLevel.of(text(arguments, "elements", DEFAULT_ELEMENTS)));
    }

    private static String text(Map<String, ?> arguments, String name, String otherwise) {
        Object value = find(arguments, name);
        return value == null ? otherwise : value.toString();
    }

    private static int number(Map<String, ?> arguments, String name, int otherwise) {
        Object value = find(arguments, name);
        try {
            return value == null ? otherwise : Integer.parseInt(value.toString());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " is not a number: " + value, e);
        }
    }

    private static @Nullable Object find(Map<String, ?> arguments, String name) {
        return arguments.entrySet().stream()
                .filter(entry -> entry.getKey().equalsIgnoreCase(name))
                .findFirst()
                .map(Map.Entry::getValue)
                .orElse(null);
    }
}
