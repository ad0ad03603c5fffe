package io.docket.eventstore.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.docket.contracts.envelope.EventEnvelope;
import io.docket.eventstore.AppendRequest;
import io.docket.eventstore.Committed;
import io.docket.eventstore.EventStoreException;
import io.docket.eventstore.Outcome;
import io.docket.eventstore.UnknownOutcomeException;
import io.docket.eventstore.simulation.schedule.Life;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One try of a command on one instance, and what the instance answered. */
final class Attempt {
    private final int number;
    private final AppendRequest request;
    private final Instant sentAt;
    private @Nullable Look look;
    private @Nullable CompletableFuture<Committed> answer;

    /**
     * What it was decided on.
     *
     * @param stream a stream, whether it is written or not
     * @param version its version then
     * @param by the process that told it, and was asked to write
     */
    record Look(String stream, long version, Life by) {}

    Attempt(int number, AppendRequest request, Instant sentAt) {
        this.number = number;
        this.request = request;
        this.sentAt = sentAt;
    }

    void decidedOn(Look newLook) {
        look = newLook;
    }

    @Nullable
    Look look() {
        return look;
    }

    void sent(CompletableFuture<Committed> newAnswer) {
        answer = newAnswer;
    }

    int number() {
        return number;
    }

    /** The time of the instance that got it. */
    Instant sentAt() {
        return sentAt;
    }

    boolean answered() {
        return answer != null && answer.isDone();
    }

    /** Positions, if it was acknowledged. */
    @Nullable
    Committed committed() {
        return answered() && failure() == null ? Objects.requireNonNull(answer).join() : null;
    }

    /** Why it was refused, if it was. */
    @Nullable
    EventStoreException failure() {
        return answer != null && answer.isCompletedExceptionally() ? (EventStoreException) answer.exceptionNow() : null;
    }

    /** True if the instance said that nothing was written, and never will be. */
    boolean denied() {
        return failure() != null && !(failure() instanceof UnknownOutcomeException);
    }

    AppendRequest request() {
        return request;
    }

    int partition(int partitions) {
        return Workload.partitionOf(Workload.streamOf(request.root()), partitions);
    }

    List<EventEnvelope> events() {
        return request.events();
    }

    @Nullable
    Outcome outcome() {
        return request.outcome();
    }

    /** The body of its outcome: tells the attempts of one command apart. */
    static byte[] body(int number) {
        return Integer.toString(number).getBytes(UTF_8);
    }

    /** Number of the attempt whose outcome has this body. */
    static int number(byte[] body) {
        return Integer.parseInt(new String(body, UTF_8));
    }

    @Override
    public String toString() {
        return "attempt " + number + " " + request.root()
                + (outcome() == null ? "" : " " + outcome().key())
                + events().stream()
                        .map(event -> " " + event.subject() + "#" + event.sequence())
                        .toList();
    }
}
