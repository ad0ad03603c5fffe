package io.docket.notification.stream;

import io.docket.notification.outbox.Outlet;
import io.smallrye.mutiny.subscription.MultiEmitter;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * A stream that gives its client one event for each that it asks for. An event counts as taken when the client asks for the
 * next one. What is here is bounded by the {@code Outbox}; all of it belongs to the thread of the stream.
 */
final class StreamOutlet implements Outlet<StreamedEvent> {
    private static final Runnable NOTHING = () -> {};

    private final MultiEmitter<? super StreamedEvent> emitter;
    private final Executor thread;
    private final ArrayDeque<Waiting> queue = new ArrayDeque<>(0);
    private Runnable onTaken = NOTHING;
    private boolean ending;

    private record Waiting(StreamedEvent event, Runnable onTaken) {}

    /**
     * An open stream.
     *
     * @param thread runs tasks one at a time, in their order
     */
    StreamOutlet(MultiEmitter<? super StreamedEvent> emitter, Executor thread) {
        this.emitter = emitter;
        this.thread = thread;
        emitter.onRequest(count -> thread.execute(this::drain));
    }

    @Override
    public void send(List<StreamedEvent> events, Runnable done) {
        thread.execute(() -> {
            for (int index = 0; index < events.size(); index++) {
                queue.add(new Waiting(events.get(index), index == events.size() - 1 ? done : NOTHING));
            }
            drain();
        });
    }

    /** Gives a sign of life, if the client waits for one. */
    void ping() {
        thread.execute(() -> {
            if (queue.isEmpty() && emitter.requested() > 0) {
                queue.add(new Waiting(StreamedEvent.HEARTBEAT, NOTHING));
                drain();
            }
        });
    }

    /** Ends the stream when the client has taken what was sent. */
    void end() {
        thread.execute(() -> {
            ending = true;
            drain();
        });
    }

    private void drain() {
        while (emitter.requested() > 0) {
            Runnable taken = onTaken;
            onTaken = NOTHING;
            taken.run();
            Waiting next = queue.poll();
            if (next == null) {
                if (ending) {
                    emitter.complete();
                }
                return;
            }
            onTaken = next.onTaken();
            emitter.emit(next.event());
        }
    }
}
