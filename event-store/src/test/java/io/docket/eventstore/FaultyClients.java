package io.docket.eventstore;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.errors.TimeoutException;

/** Kafka clients whose next commit can be disturbed. */
final class FaultyClients extends RecordingClients {
    /** What happens to the next commit. */
    interface Fault {
        void commit(Runnable realCommit) throws InterruptedException;
    }

    private final AtomicReference<Fault> nextCommit = new AtomicReference<>();
    private volatile Fault standing;

    FaultyClients(EventStoreConfig config) {
        super(config);
    }

    void onNextCommit(Fault fault) {
        nextCommit.set(fault);
    }

    /** The commit happens, its answer gets lost. */
    void loseNextAnswer() {
        onNextCommit(commit -> {
            commit.run();
            throw new TimeoutException("answer lost");
        });
    }

    /** The commit is never sent: the transaction stays open. */
    void loseNextRequest() {
        onNextCommit(FaultyClients::lose);
    }

    void loseEveryRequest() {
        standing = FaultyClients::lose;
        nextCommit.set(standing);
    }

    void loseNothing() {
        standing = null;
        nextCommit.set(null);
    }

    private static void lose(Runnable commit) {
        throw new TimeoutException("request lost");
    }

    @Override
    @SuppressWarnings("unchecked")
    public Producer<byte[], byte[]> writer(String instanceId, int mostBatchBytes) {
        Producer<byte[], byte[]> real = super.writer(instanceId, mostBatchBytes);
        return (Producer<byte[], byte[]>) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Producer.class}, (proxy, method, args) -> {
                    Fault fault = method.getName().equals("commitTransaction") ? nextCommit.getAndSet(standing) : null;
                    if (fault != null) {
                        fault.commit(real::commitTransaction);
                        return null;
                    }
                    try {
                        return method.invoke(real, args);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
