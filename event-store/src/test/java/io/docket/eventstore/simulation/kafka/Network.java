package io.docket.eventstore.simulation.kafka;

import io.docket.eventstore.simulation.schedule.Chance;
import io.docket.eventstore.simulation.schedule.Life;
import io.docket.eventstore.simulation.schedule.Schedule;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Carries requests to the broker and answers back. Either may get lost or come late: also when the sender has given up
 * or is dead. A client repeats a request without an answer, as Kafka's clients do, so the broker may get it twice.
 */
public final class Network {
    private static final int QUICK_LEAST_MILLIS = 1;
    private static final int QUICK_MOST_MILLIS = 4;
    private static final int LATE_MOST_MILLIS = 15_000;
    private static final int FAULTS_PER_BROKEN_CLIENT = 10;
    private static final long UNREACHABLE_RETRY_NANOS = 50_000_000;
    private static final long TRY_AGAIN_NANOS = 2_000_000;

    private final Schedule schedule;
    private final Chance chance;
    private final Map<Life, Long> cutOffUntil = new HashMap<>();
    private double faultPercent;
    private long brokerDownUntil;

    /** What becomes of one request. */
    private enum Fate {
        QUICK,
        REQUEST_LOST,
        REQUEST_LATE,
        ANSWER_LOST,
        ANSWER_LATE,
        TWICE
    }

    public Network(Schedule schedule, Chance chance) {
        this.schedule = schedule;
        this.chance = chance;
    }

    public void faultPercent(double percent) {
        faultPercent = percent;
    }

    public void brokerDown(Duration time) {
        brokerDownUntil = schedule.now() + time.toNanos();
    }

    public void cutOff(Life life, Duration time) {
        cutOffUntil.put(life, schedule.now() + time.toNanos());
    }

    public void heal() {
        faultPercent = 0;
        brokerDownUntil = 0;
        cutOffUntil.clear();
    }

    /** Now and then a client is of no use any more, and whoever has it needs another. */
    boolean breaksClient() {
        return chance.percent(faultPercent / FAULTS_PER_BROKEN_CLIENT);
    }

    public boolean brokerDown() {
        return brokerDownUntil > schedule.now();
    }

    /** Asks and waits; no answer in time is Kafka's {@link TimeoutException}. */
    <T> T ask(Life from, String what, Duration atMost, Supplier<T> handler) {
        return answer(send(from, what, atMost, handler), atMost);
    }

    /** Waits for the answer to something sent before. */
    <T> T answer(Request<T> request, Duration atMost) {
        if (!schedule.await(request::settled, atMost)) {
            request.cancel();
            throw new TimeoutException(request + ": no answer");
        }
        return request.get();
    }

    /** Sends, and sends again until there is an answer, the time is over or the request is cancelled. */
    <T> Request<T> send(Life from, String what, Duration atMost, Supplier<T> handler) {
        Request<T> request = new Request<>(from, what, schedule.now() + atMost.toNanos(), handler);
        attempt(request);
        schedule.after(atMost.toNanos() * 3 / 4, () -> {
            if (request.open(schedule.now())) {
                attempt(request);
            }
        });
        return request;
    }

    private <T> void attempt(Request<T> request) {
        Fate fate = chance.percent(faultPercent) ? chance.oneOf(java.util.List.of(Fate.values())) : Fate.QUICK;
        if (fate != Fate.QUICK) {
            schedule.trace(() -> request + " " + fate);
        }
        switch (fate) {
            case QUICK -> arrive(request, quick(), quick());
            case REQUEST_LOST -> {}
            case REQUEST_LATE -> arriveLate(request, late());
            case ANSWER_LOST -> arrive(request, quick(), Long.MAX_VALUE);
            case ANSWER_LATE -> arrive(request, quick(), late());
            case TWICE -> {
                arrive(request, quick(), late());
                arrive(request, late(), quick());
            }
        }
    }

    private <T> void arrive(Request<T> request, long requestNanos, long answerNanos) {
        schedule.after(requestNanos, () -> {
            if (!reachable(request.from())) {
                if (request.open(schedule.now())) {
                    arrive(request, UNREACHABLE_RETRY_NANOS, answerNanos);
                }
                return;
            }
            handle(request, answerNanos);
        });
    }

    /** It is on its way already: nothing that happens to its sender holds it up. */
    private <T> void arriveLate(Request<T> request, long requestNanos) {
        schedule.after(requestNanos, () -> {
            if (!brokerDown()) {
                handle(request, quick());
            }
        });
    }

    private <T> void handle(Request<T> request, long answerNanos) {
        Answer<T> answer = request.handle();
        schedule.trace(() -> request + " -> " + answer);
        if (answer.failure() instanceof TryAgain) {
            schedule.after(TRY_AGAIN_NANOS, () -> {
                if (request.open(schedule.now())) {
                    attempt(request);
                }
            });
        } else if (answerNanos != Long.MAX_VALUE) {
            schedule.after(answerNanos, () -> deliver(request, answer));
        }
    }

    private <T> void deliver(Request<T> request, Answer<T> answer) {
        if (reachable(request.from())) {
            request.settle(answer);
        } else if (request.open(schedule.now())) {
            schedule.after(UNREACHABLE_RETRY_NANOS, () -> deliver(request, answer));
        }
    }

    private boolean reachable(Life from) {
        return !brokerDown() && cutOffUntil.getOrDefault(from, 0L) <= schedule.now();
    }

    private long quick() {
        return chance.nanos(QUICK_LEAST_MILLIS / 10.0, QUICK_MOST_MILLIS);
    }

    private long late() {
        return chance.nanos(QUICK_MOST_MILLIS, LATE_MOST_MILLIS);
    }
}
