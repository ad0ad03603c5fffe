package io.docket.system.loans;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The log of a bank's loan applications: the real one where {@code DOCKET_EVENT_LOGS} names its folder, elsewhere a made-up
 * one with the same activities, life cycles and gaps. The made-up one is the same in every run.
 */
public final class LoanLog {
    private static final String REAL = "bpic2012.xes.gz";
    private static final int TRACES = 1_000;
    private static final int EMPLOYEES = 40;
    private static final int MAX_CALLS = 6;
    private static final int LONGEST_PAUSE_SECONDS = 40_000;
    private static final OffsetDateTime BEGIN = OffsetDateTime.parse("2024-03-01T08:00:00+01:00");

    private final StringBuilder xml = new StringBuilder();
    private final Random random = new Random(2012);
    private OffsetDateTime now = BEGIN;

    private LoanLog() {}

    /** The file; one that has to be made up is put into the folder. */
    public static Path in(Path folder) throws IOException {
        Optional<Path> real = real(REAL);
        return real.isPresent() ? real.get() : madeUp(folder.resolve("made-up-loans.xes.gz"));
    }

    /** A file of the folder of real logs; empty where there is no such folder. */
    static Optional<Path> real(String name) {
        return Optional.ofNullable(System.getenv("DOCKET_EVENT_LOGS"))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, name));
    }

    private static Path madeUp(Path file) throws IOException {
        LoanLog log = new LoanLog();
        log.xml.append("<log xes.version=\"1.0\" xmlns=\"http://www.xes-standard.org/\">");
        for (int trace = 0; trace < TRACES; trace++) {
            log.application(trace);
        }
        log.xml.append("</log>");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(log.xml.toString().getBytes(UTF_8));
        }
        return file;
    }

    private void application(int number) {
        now = BEGIN.plusMinutes(number);
        xml.append("<trace>");
        attribute("string", "concept:name", Integer.toString(500_000 + number));
        attribute("date", "REG_DATE", now.toString());
        attribute("string", "AMOUNT_REQ", Integer.toString(500 * random.nextInt(1, 100)));
        String clerk = employee();
        state("A_SUBMITTED", clerk);
        state("A_PARTLYSUBMITTED", clerk);
        if (random.nextInt(10) < 4) {
            state("A_DECLINED", clerk);
        } else {
            state("A_PREACCEPTED", clerk);
            work("W_Completeren aanvraag");
            if (random.nextInt(10) < 3) {
                state("A_CANCELLED", employee());
            } else {
                offer();
            }
        }
        xml.append("</trace>");
    }

    private void offer() {
        String clerk = employee();
        List.of("A_ACCEPTED", "O_SELECTED", "A_FINALIZED", "O_CREATED", "O_SENT")
                .forEach(step -> state(step, clerk));
        work("W_Nabellen offertes");
        if (random.nextBoolean()) {
            List.of("O_SENT_BACK", "A_REGISTERED", "A_APPROVED", "O_ACCEPTED", "A_ACTIVATED")
                    .forEach(step -> state(step, clerk));
        } else {
            List.of("A_CANCELLED", "O_CANCELLED").forEach(step -> state(step, clerk));
        }
    }

    /** A task that is planned, taken up and laid down a few times, now and then by nobody known, and sometimes never ended. */
    private void work(String activity) {
        event(activity, "SCHEDULE", employee());
        int calls = random.nextInt(MAX_CALLS);
        for (int call = 0; call < calls; call++) {
            String clerk = random.nextInt(8) == 0 ? null : employee();
            event(activity, "START", clerk);
            event(activity, "COMPLETE", clerk);
        }
    }

    private void state(String activity, @Nullable String resource) {
        event(activity, "COMPLETE", resource);
    }

    private void event(String activity, String transition, @Nullable String resource) {
        now = now.plus(Duration.ofSeconds(random.nextInt(1, LONGEST_PAUSE_SECONDS)));
        xml.append("<event>");
        attribute("string", "concept:name", activity);
        attribute("string", "lifecycle:transition", transition);
        attribute("date", "time:timestamp", now.toString());
        if (resource != null) {
            attribute("string", "org:resource", resource);
        }
        xml.append("</event>");
    }

    private void attribute(String type, String key, String value) {
        xml.append("<%s key=\"%s\" value=\"%s\"/>%n".formatted(type, key, value));
    }

    private String employee() {
        return Integer.toString(10_000 + random.nextInt(EMPLOYEES));
    }
}
