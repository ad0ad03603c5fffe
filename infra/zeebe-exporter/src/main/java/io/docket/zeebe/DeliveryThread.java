package io.docket.zeebe;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * The thread that moves the window's records to Kafka, in order, for as long as it takes.
 *
 * <p>The producer retries what can be retried by itself. What it gives up is never passed over: the producer is closed
 * from within its callback, before it can send a later record, and a new one starts again at the first record without an
 * acknowledgement. So Kafka sees every record at least once, and a repetition only ever repeats a run of the log.
 */
final class DeliveryThread {
    private static final long NEXT_WAIT_MILLIS = 200;
    private static final long FIRST_BACKOFF_MILLIS = 250;
    private static final long MAX_BACKOFF_MILLIS = 10_000;
    private static final long FLUSH_MILLIS = 3_000;
    private static final long JOIN_MILLIS = 3_000;

    private final DeliveryWindow window;
    private final Supplier<Producer<String, byte[]>> producers;
    private final String topic;
    private final LongConsumer done;
    private final Logger log;
    private final Thread thread;
    private volatile boolean closed;
    private volatile long backoffMillis = FIRST_BACKOFF_MILLIS;

    /**
     * A thread that is not yet started.
     *
     * @param window where the records come from
     * @param producers opens a producer
     * @param topic where the records go
     * @param done hears the positions that the log is done with, ascending, on the producer's thread
     * @param log the exporter's log
     */
    DeliveryThread(
            DeliveryWindow window,
            Supplier<Producer<String, byte[]>> producers,
            String topic,
            LongConsumer done,
            Logger log) {
        this.window = window;
        this.producers = producers;
        this.topic = topic;
        this.done = done;
        this.log = log;
        this.thread = Thread.ofPlatform().daemon().name("docket-exporter").unstarted(this::run);
        thread.setContextClassLoader(DeliveryThread.class.getClassLoader());
    }

    void start() {
        thread.start();
    }

    /** Waits a moment for what is on its way, then ends. What is left is exported again when the broker opens it anew. */
    void close() {
        try {
            window.awaitEmpty(FLUSH_MILLIS);
            closed = true;
            thread.interrupt();
            thread.join(JOIN_MILLIS);
        } catch (InterruptedException e) {
            closed = true;
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!closed) {
            try {
                deliver();
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                log.warn("delivery interrupted topic={} error={}", topic, e.toString());
            }
            if (!closed && !sleep()) {
                return;
            }
        }
    }

    private void deliver() throws InterruptedException {
        Producer<String, byte[]> producer = producers.get();
        try {
            AtomicBoolean broken = new AtomicBoolean();
            window.rewind();
            while (!closed && !broken.get()) {
                Delivery delivery = window.next(NEXT_WAIT_MILLIS);
                if (delivery != null) {
                    producer.send(
                            new ProducerRecord<>(topic, delivery.key(), delivery.json()),
                            (metadata, failure) -> finished(producer, delivery, failure, broken));
                }
            }
        } finally {
            producer.close(Duration.ZERO);
        }
    }

    private void finished(
            Producer<String, byte[]> producer, Delivery delivery, @Nullable Exception failure, AtomicBoolean broken) {
        if (failure == null) {
            backoffMillis = FIRST_BACKOFF_MILLIS;
            OptionalLong position = window.acknowledge(delivery);
            position.ifPresent(done);
        } else if (broken.compareAndSet(false, true)) {
            if (!closed) {
                log.warn(
                        "delivery failed topic={} position={} error={}",
                        topic,
                        delivery.position(),
                        failure.toString());
            }
            producer.close(Duration.ZERO);
        }
    }

    private boolean sleep() {
        try {
            Thread.sleep(backoffMillis);
            backoffMillis = Math.min(backoffMillis * 2, MAX_BACKOFF_MILLIS);
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }
}
