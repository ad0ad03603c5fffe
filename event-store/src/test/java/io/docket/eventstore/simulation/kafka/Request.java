package io.docket.eventstore.simulation.kafka;

import io.docket.eventstore.simulation.schedule.Life;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A request of a client, from its first sending to its first answer. */
final class Request<T> {
    private final Life from;
    private final String what;
    private final long until;
    private final Supplier<T> handler;
    private @Nullable Answer<T> answer;
    private boolean cancelled;

    Request(Life from, String what, long until, Supplier<T> handler) {
        this.from = from;
        this.what = what;
        this.until = until;
        this.handler = handler;
    }

    Life from() {
        return from;
    }

    /** What the broker does when it arrives. */
    Answer<T> handle() {
        try {
            return new Answer<>(handler.get(), null);
        } catch (org.apache.kafka.common.KafkaException | TryAgain e) {
            return new Answer<>(null, e);
        }
    }

    void settle(Answer<T> newAnswer) {
        if (answer == null) {
            answer = newAnswer;
        }
    }

    boolean settled() {
        return answer != null;
    }

    /** True if its client still sends it again. */
    boolean open(long now) {
        return answer == null && !cancelled && now < until && !from.dead();
    }

    void cancel() {
        cancelled = true;
    }

    T get() {
        if (answer == null) {
            throw new IllegalStateException("no answer yet");
        }
        if (answer.failure() != null) {
            throw answer.failure();
        }
        return java.util.Objects.requireNonNull(answer.value());
    }

    @Override
    public String toString() {
        return from.name() + " " + what;
    }
}
