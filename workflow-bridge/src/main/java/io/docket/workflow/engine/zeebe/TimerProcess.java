package io.docket.workflow.engine.zeebe;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * The process that the timers of schedules are instances of.
 *
 * @param suffix what its names end with: one engine may serve several bridges that know nothing of each other's schedules,
 *     and a bridge takes a timer of a schedule that it does not know for one that is over
 */
public record TimerProcess(String suffix) {
    /** The one of the platform. */
    public static final TimerProcess OF_THE_PLATFORM = new TimerProcess("");

    private static final String PROCESS = "docket-schedule";
    private static final String JOB = "docket:schedule";
    private static final String PLANNED = "docket:schedule-planned";
    private static final String CANCELLED = "docket:schedule-cancelled";

    /** Message that starts an instance. */
    String planned() {
        return PLANNED + suffix;
    }

    /** Message that ends one. */
    String cancelled() {
        return CANCELLED + suffix;
    }

    String resource() {
        return PROCESS + suffix + ".bpmn";
    }

    String bpmn() {
        String bpmn = read();
        for (String name : new String[] {PROCESS, JOB, PLANNED, CANCELLED}) {
            bpmn = bpmn.replace("\"" + name + "\"", "\"" + name + suffix + "\"");
        }
        return bpmn;
    }

    private static String read() {
        try (InputStream file =
                Objects.requireNonNull(TimerProcess.class.getResourceAsStream("/bpmn/" + PROCESS + ".bpmn"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
