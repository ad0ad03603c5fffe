package io.docket.projection.messaging;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jspecify.annotations.Nullable;

/**
 * What was read and waits to be applied. All that comes while one batch is applied makes the next: batches grow as far
 * as the store is behind, so that no event waits for more than the batch before its own.
 */
final class Inbox implements Flow.Subscriber<ConsumerRecords<String, byte[]>> {
    private final int limit;
    private List<ConsumerRecord<String, byte[]>> waiting = new ArrayList<>();
    private Flow.@Nullable Subscription subscription;
    private boolean full;
    private boolean closed;

    /**
     * @param limit records from which on no more are asked for
     */
    Inbox(int limit) {
        this.limit = limit;
    }

    @Override
    public synchronized void onSubscribe(Flow.Subscription begun) {
        subscription = begun;
        begun.request(1);
    }

    @Override
    public synchronized void onNext(ConsumerRecords<String, byte[]> records) {
        records.forEach(waiting::add);
        notifyAll();
        full = waiting.size() >= limit;
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
    synchronized List<ConsumerRecord<String, byte[]>> take() throws InterruptedException {
        while (waiting.isEmpty() && !closed) {
            wait();
        }
        List<ConsumerRecord<String, byte[]>> taken = waiting;
        waiting = new ArrayList<>();
        if (full && subscription != null) {
            full = false;
            subscription.request(1);
        }
        return taken;
    }

    /** Lets nobody wait any more. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }
}
