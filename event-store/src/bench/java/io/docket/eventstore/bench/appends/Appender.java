package io.docket.eventstore.bench.appends;

import io.docket.eventstore.AppendRequest;
import io.docket.eventstore.EventStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Appends one event at a time, each with the version it expects; a stream is used by one caller at a time. */
public final class Appender {
    private static final int STREAMS = 4_096;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final EventStore store;
    private final BlockingQueue<Account> idle = new LinkedBlockingQueue<>();

    private record Account(String id, long head) {}

    /** Streams with new names, which begin with the prefix. */
    public Appender(EventStore store, String prefix) {
        this.store = store;
        for (int i = 0; i < STREAMS; i++) {
            idle.add(new Account(prefix + i, 0));
        }
    }

    public void append() throws Exception {
        Account account = idle.take();
        long sequence = account.head() + 1;
        store.appendAndWait(
                AppendRequest.of(account.id(), List.of(BenchEvents.credited(account.id(), sequence))), PATIENCE);
        idle.add(new Account(account.id(), sequence));
    }
}
