package io.docket.eventstore.faults.instance;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** One writer's connections to the instances. Used by one thread. */
public final class Caller implements AutoCloseable {
    private final Duration patience;
    private final Map<Integer, Line> lines = new HashMap<>();

    /** @param patience how long an answer may take */
    public Caller(Duration patience) {
        this.patience = patience;
    }

    /** Sends an attempt to an instance and waits for its answer. */
    public Answer append(Instance instance, Call call) {
        int port = instance.port();
        if (port == 0) {
            return Answer.of(Answer.Kind.REFUSED, "NotRunning");
        }
        try {
            Line line = lines.get(port);
            if (line == null) {
                line = new Line(port, patience);
                lines.put(port, line);
            }
            return Answer.parse(line.ask("APPEND " + call.line()));
        } catch (IOException e) {
            hangUp(port);
            return Answer.SILENCE;
        }
    }

    private void hangUp(int port) {
        Line line = lines.remove(port);
        if (line != null) {
            line.close();
        }
    }

    @Override
    public void close() {
        lines.values().forEach(Line::close);
    }
}
