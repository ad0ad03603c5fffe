package io.docket.kit.inbox;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * What was read and waits to be worked on. All that comes while one batch is worked on makes the next: batches grow as far
 * as the work is behind, so that nothing waits for more than the batch before its own.
 *
 * @param <T> what the channel brings
 */
public final class Inbox<T> implements Flow.Subscriber<T> {
    private final int limit;
    private final ToIntFunction<T> size;
    private List<T> waiting = new ArrayList<>();
    private int waitingSize;
    private Flow.@Nullable Subscription subscription;
    private boolean full;
    private boolean closed;

    /**
     * An inbox.
     *
     * @param limit from which size on no more is asked for
     * @param size size of what the channel brings at once
     */
    public Inbox(int limit, ToIntFunction<T> size) {
        this.limit = limit;
        this.size = size;
    }

    @Override
    public synchronized void onSubscribe(Flow.Subscription begun) {
        subscription = begun;
        begun.request(1);
    }

    @Override
    public synchronized void onNext(T brought) {
        waiting.add(brought);
        waitingSize += size.applyAsInt(brought);
        notifyAll();
        full = waitingSize >= limit;
        if (!full && subscription != null) {
            subscription.request(1);
        }
    }

    @Override
    public synchronized void onError(Throwable failure) {
        close();
    }

    @Override
    public synchronized void onComplete() {
        close();
    }

    /** All that waits, in order of arrival; empty only once the inbox is closed. */
    public synchronized List<T> take() throws InterruptedException {
        while (waiting.isEmpty() && !closed) {
            wait();
        }
        List<T> taken = waiting;
        waiting = new ArrayList<>();
        waitingSize = 0;
        if (full && subscription != null) {
            full = false;
            subscription.request(1);
        }
        return taken;
    }

    /** Lets nobody wait any more. */
    public synchronized void close() {
        closed = true;
        notifyAll();
    }
}
