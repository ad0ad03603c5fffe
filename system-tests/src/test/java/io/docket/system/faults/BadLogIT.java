package io.docket.system.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.docket.system.support.CommandLine;
import io.docket.system.support.KafkaLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BadLogIT {
    private static final long CHECK_SECONDS = 60;
    private static final String GOOD = trace("t1", event("a", "2026-01-01T10:00:00Z"));

    @TempDir
    Path folder;

    static Stream<Arguments> bad_logs() throws IOException {
        byte[] zipped = zip(log(GOOD));
        return Stream.of(
                Arguments.of("not XML", "bad.xes", "hello".getBytes(UTF_8), "bad.xes"),
                Arguments.of("truncated gzip", "bad.xes.gz", Arrays.copyOf(zipped, zipped.length - 20), "bad.xes.gz"),
                Arguments.of("trace without timestamps", "bad.xes", log(GOOD + trace("t2", event("b", null))), "t2"),
                Arguments.of("duplicate trace names", "bad.xes", log(GOOD + GOOD), "t1"),
                Arguments.of(
                        "events out of order",
                        "bad.xes",
                        log(trace("t3", event("a", "2026-01-02T10:00:00Z") + event("b", "2026-01-01T10:00:00Z"))),
                        "t3"),
                Arguments.of(
                        "40 MB in one attribute",
                        "bad.xes",
                        log(trace(
                                "t4",
                                event("a", "2026-01-01T10:00:00Z")
                                        .replace("\"a\"", "\"" + "x".repeat(40_000_000) + "\""))),
                        "t4"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bad_logs")
    void gets_one_clear_line_and_changes_nothing(String name, String file, byte[] content, String where)
            throws IOException, InterruptedException {
        Path log = Files.write(folder.resolve(file), content);
        var before = KafkaLog.end();

        CommandLine.Finished run = CommandLine.run(folder.resolve("out.log"), CHECK_SECONDS, "import", log.toString());

        assertThat(run.exit()).isNotZero();
        assertThat(run.output()).contains(where).doesNotContain("\tat ");
        assertThat(KafkaLog.since(before)).isEmpty();
    }

    private static byte[] log(String traces) {
        return ("<log xes.version=\"1.0\">" + traces + "</log>").getBytes(UTF_8);
    }

    private static String trace(String name, String events) {
        return "<trace><string key=\"concept:name\" value=\"" + name + "\"/>" + events + "</trace>";
    }

    private static String event(String activity, @org.jspecify.annotations.Nullable String at) {
        return "<event><string key=\"concept:name\" value=\"" + activity + "\"/>"
                + (at == null ? "" : "<date key=\"time:timestamp\" value=\"" + at + "\"/>") + "</event>";
    }

    private static byte[] zip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        }
        return bytes.toByteArray();
    }
}
