package io.docket.cli.xes;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** Builds small logs, one element a line, for tests. */
public final class LogText {
    private static final OffsetDateTime START = OffsetDateTime.parse("2024-05-01T08:00:00.5+02:00");

    private final StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            + "<log xes.version=\"1.0\" xmlns=\"http://www.xes-standard.org/\">\n"
            + "<extension name=\"Concept\" prefix=\"concept\" uri=\"http://www.xes-standard.org/concept.xesext\"/>\n"
            + "<global scope=\"event\"><string key=\"concept:name\" value=\"UNKNOWN\"/></global>\n"
            + "<classifier name=\"Activity\" keys=\"concept:name\"/>\n"
            + "<string key=\"origin\" value=\"made up\"><int key=\"nested\" value=\"1\"/></string>\n");
    private int minutes;

    /** Begins a trace with a name. */
    public LogText trace(String name, String... attributes) {
        xml.append("<trace>\n<string key=\"concept:name\" value=\"")
                .append(name)
                .append("\"/>\n");
        return raw(String.join("\n", attributes));
    }

    /** An event one minute after the last one. */
    public LogText event(String activity, String lifecycle, @Nullable String resource) {
        xml.append("<event>\n").append(attribute("string", "concept:name", activity));
        xml.append(attribute("string", "lifecycle:transition", lifecycle));
        xml.append(
                attribute("date", "time:timestamp", START.plusMinutes(minutes++).toString()));
        if (resource != null) {
            xml.append(attribute("string", "org:resource", resource));
        }
        return raw("</event>");
    }

    /** Any text, on a line of its own. */
    public LogText raw(String text) {
        xml.append(text).append('\n');
        return this;
    }

    /** Ends a trace. */
    public LogText end() {
        return raw("</trace>");
    }

    /** An attribute. */
    public static String attribute(String type, String key, String value) {
        return "<" + type + " key=\"" + key + "\" value=\"" + value + "\"/>\n";
    }

    /** The whole document. */
    public String xml() {
        return xml + "</log>\n";
    }

    /** The document as a file; compressed if the name ends with {@code .gz}. */
    public Path write(Path file) {
        try (OutputStream out = Files.newOutputStream(file)) {
            byte[] bytes = xml().getBytes(UTF_8);
            out.write(file.toString().endsWith(".gz") ? gzip(bytes) : bytes);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Bytes compressed with gzip. */
    public static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return compressed.toByteArray();
    }
}
