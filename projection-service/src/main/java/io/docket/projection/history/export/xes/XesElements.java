package io.docket.projection.history.export.xes;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Writes the elements of an XES log. Line ends and tabs in values are written as references, so that a reader gets them
 * back; what XML cannot hold is replaced by U+FFFD.
 */
final class XesElements {
    private static final int BUFFER = 64 * 1024;
    private static final int REPLACEMENT = 0xFFFD;
    private static final int LEAST_DIGITS = 3;
    private static final int MOST_DIGITS = 9;

    /** Milliseconds at least, as other writers have them; more digits where there are more. */
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd'T'HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, LEAST_DIGITS, MOST_DIGITS, true)
            .appendOffset("+HH:MM", "Z")
            .toFormatter();

    private final Writer xml;
    private final Deque<String> open = new ArrayDeque<>();

    XesElements(OutputStream out) {
        xml = new BufferedWriter(new OutputStreamWriter(out, UTF_8), BUFFER);
    }

    void beginLog() {
        raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        begin("log", "xes.version", "1849.2016", "xes.features", "", "xmlns", "http://www.xes-standard.org/");
    }

    void endLog() {
        end();
        try {
            xml.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void extension(String name, String prefix) {
        element(
                "extension",
                "/",
                "name",
                name,
                "prefix",
                prefix,
                "uri",
                "http://www.xes-standard.org/" + prefix + ".xesext");
    }

    void classifier(String name, String keys) {
        element("classifier", "/", "name", name, "scope", "event", "keys", keys);
    }

    void begin(String name, String... attributes) {
        element(name, "", attributes);
        open.push(name);
    }

    void end() {
        raw("</" + open.pop() + ">\n");
    }

    void text(String key, String value) {
        element("string", "/", "key", key, "value", value);
    }

    void date(String key, OffsetDateTime time) {
        element("date", "/", "key", key, "value", TIME.format(time));
    }

    void value(String key, JsonNode value) {
        String element = value.isBoolean()
                ? "boolean"
                : value.isIntegralNumber() && value.canConvertToLong() ? "int" : value.isNumber() ? "float" : "string";
        element(element, "/", "key", key, "value", value.asText());
    }

    private void element(String name, String end, String... attributes) {
        StringBuilder element = new StringBuilder().append('<').append(name);
        for (int i = 0; i < attributes.length; i += 2) {
            element.append(' ').append(attributes[i]).append("=\"");
            attributes[i + 1].codePoints().forEach(character -> append(element, character));
            element.append('"');
        }
        raw(element.append(end).append(">\n"));
    }

    private static void append(StringBuilder element, int character) {
        switch (character) {
            case '<' -> element.append("&lt;");
            case '>' -> element.append("&gt;");
            case '&' -> element.append("&amp;");
            case '"' -> element.append("&quot;");
            case '\t', '\n', '\r' -> element.append("&#").append(character).append(';');
            default -> element.appendCodePoint(isAllowed(character) ? character : REPLACEMENT);
        }
    }

    private static boolean isAllowed(int c) {
        return (c >= 0x20 && c <= 0xD7FF) || (c >= 0xE000 && c <= 0xFFFD) || c >= 0x10000;
    }

    private void raw(CharSequence text) {
        try {
            xml.append(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
