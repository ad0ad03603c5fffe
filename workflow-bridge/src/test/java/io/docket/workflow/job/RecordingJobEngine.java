package io.docket.workflow.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An engine that keeps what it is told about jobs. */
public final class RecordingJobEngine implements JobEngine {
    private final List<Told> told = new CopyOnWriteArrayList<>();

    /** Everything, in order. */
    public List<Told> told() {
        return told;
    }

    /** The last thing. */
    public Told last() {
        return told.getLast();
    }

    @Override
    public void complete(long jobKey, ObjectNode variables) {
        told.add(new Told("complete", jobKey, "", 0, Duration.ZERO, variables));
    }

    @Override
    public void throwError(long jobKey, String code, String message, ObjectNode variables) {
        told.add(new Told("error " + code, jobKey, message, 0, Duration.ZERO, variables));
    }

    @Override
    public void note(long elementInstanceKey, ObjectNode variables) {
        told.add(new Told("note", elementInstanceKey, "", 0, Duration.ZERO, variables));
    }

    @Override
    public void fail(long jobKey, int retries, Duration pause, String message, ObjectNode variables) {
        told.add(new Told("fail", jobKey, message, retries, pause, variables));
    }

    /** What the engine was told. */
    public record Told(String what, long key, String message, int retries, Duration pause, ObjectNode variables) {}
}
