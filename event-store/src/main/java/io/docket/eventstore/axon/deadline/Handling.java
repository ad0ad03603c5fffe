package io.docket.eventstore.axon.deadline;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * One command on its way through its handler.
 *
 * <pre>
 * DECIDING -- the handler is done --> COMMITTING      (its caller waits for the store from now on)
 *    |
 *    +------- the deadline passes --> OVERDUE         (its caller is answered; nothing will be written)
 * </pre>
 *
 * Whoever comes first decides, so what an overdue handler decides in the end cannot be written.
 */
final class Handling {
    private enum State {
        DECIDING,
        COMMITTING,
        OVERDUE
    }

    private final String command;
    private final long begunNanos;
    private final Consumer<HandlerOverdueException> refusal;
    private final AtomicReference<State> state = new AtomicReference<>(State.DECIDING);
    private final AtomicBoolean answered = new AtomicBoolean();

    /**
     * @param refusal tells the caller that it is overdue
     */
    Handling(String command, long nowNanos, Consumer<HandlerOverdueException> refusal) {
        this.command = command;
        this.begunNanos = nowNanos;
        this.refusal = refusal;
    }

    String command() {
        return command;
    }

    long ageNanos(long nowNanos) {
        return nowNanos - begunNanos;
    }

    /** The handler is done and its events may be written. */
    void commits() {
        if (!state.compareAndSet(State.DECIDING, State.COMMITTING)) {
            throw new HandlerOverdueException(
                    "handler of " + command + " ended after its deadline: nothing is written");
        }
    }

    /** Ends the handler's time; false if it is done. */
    boolean expire() {
        return state.compareAndSet(State.DECIDING, State.OVERDUE);
    }

    boolean isOverdue() {
        return state.get() == State.OVERDUE;
    }

    void refuse(HandlerOverdueException why) {
        if (answers()) {
            refusal.accept(why);
        }
    }

    /** True the first time: a command has one answer. */
    boolean answers() {
        return answered.compareAndSet(false, true);
    }
}
