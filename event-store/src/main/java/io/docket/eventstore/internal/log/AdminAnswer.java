package io.docket.eventstore.internal.log;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TimeoutException;

/** What an administrator's question comes to: its answer, or one kind of failure. */
final class AdminAnswer {
    private AdminAnswer() {}

    /**
     * Waits for an answer.
     *
     * @param what what was asked for, in a few words
     * @throws KafkaException if there is none
     */
    static <T> T get(KafkaFuture<T> answer, Duration atMost, String what) {
        try {
            return answer.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new KafkaException(what + ": " + e.getCause().getMessage(), e.getCause());
        } catch (java.util.concurrent.TimeoutException e) {
            throw new TimeoutException("no answer about " + what, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted", e);
        }
    }
}
