package io.docket.workflow.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/** What a Zeebe 8.6.0 broker wrote about two instances of the sample process: one completed, one cancelled. */
public final class CapturedRecords {
    private CapturedRecords() {}

    /** All of it, in order. */
    public static List<EngineRecord> all() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(CapturedRecords.class.getResourceAsStream("/zeebe/records.jsonl")), UTF_8))) {
            return lines.lines()
                    .map(line -> EngineRecord.parse(line.getBytes(UTF_8)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first of the kind. */
    public static EngineRecord first(String kind) {
        return all().stream()
                .filter(record -> record.kind().equals(kind))
                .findFirst()
                .orElseThrow();
    }
}
