package io.docket.eventstore;

import io.docket.eventstore.internal.log.KafkaClients;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.Producer;

/** Kafka clients that remember what a take-over read and which writers were made, and can go silent like a dead process. */
class RecordingClients extends KafkaClients {
    final AtomicInteger readByTakeOver = new AtomicInteger();
    final Queue<String> writers = new ConcurrentLinkedQueue<>();
    private volatile boolean dead;

    RecordingClients(EventStoreConfig config) {
        super(config);
    }

    /** From the next poll on the group hears nothing more of this member, not even that it leaves. */
    void die() {
        dead = true;
    }

    @Override
    public Producer<byte[], byte[]> writer(String instanceId, int mostBatchBytes) {
        writers.add(instanceId);
        return super.writer(instanceId, mostBatchBytes);
    }

    @Override
    public Consumer<byte[], byte[]> reader(int partition) {
        Consumer<byte[], byte[]> real = super.reader(partition);
        return around(real, (name, result) -> {
            if (result instanceof ConsumerRecords<?, ?> records) {
                readByTakeOver.addAndGet(records.count());
            }
        });
    }

    @Override
    public Consumer<byte[], byte[]> member(String instanceId) {
        Consumer<byte[], byte[]> real = super.member(instanceId);
        return around(real, (name, result) -> {
            if (name.equals("poll") && dead) {
                real.close(
                        CloseOptions.groupMembershipOperation(CloseOptions.GroupMembershipOperation.REMAIN_IN_GROUP));
                new CountDownLatch(1).await();
            }
        });
    }

    private interface After {
        void call(String method, Object result) throws InterruptedException;
    }

    @SuppressWarnings("unchecked")
    private static Consumer<byte[], byte[]> around(Consumer<byte[], byte[]> real, After after) {
        return (Consumer<byte[], byte[]>) Proxy.newProxyInstance(
                RecordingClients.class.getClassLoader(), new Class<?>[] {Consumer.class}, (proxy, method, args) -> {
                    try {
                        Object result = method.invoke(real, args);
                        after.call(method.getName(), result);
                        return result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
