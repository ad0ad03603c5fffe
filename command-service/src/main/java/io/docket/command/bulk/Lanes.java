package io.docket.command.bulk;

import io.docket.command.decision.Refusal;
import io.docket.command.submit.Answer;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Work in lanes: what is in the same lane is done one after the other, everything else at the same time. What the service could
 * not take, or does not know the end of, holds up its lane: the rest of the lane gets the same answer and is not begun, so that
 * nothing overtakes what is sent again.
 */
final class Lanes {
    /** How the name of a lane for one piece of work begins: there is nothing behind it that it could hold up. */
    static final String SINGLE = "#";

    private static final int UNAUTHENTICATED = 401;
    private static final int FAULT_OF_SERVICE = 500;

    private final Executor executor;
    private final Map<String, CompletableFuture<Answer>> tails = new ConcurrentHashMap<>();
    private final Map<String, Answer> heldUp = new ConcurrentHashMap<>();

    Lanes(Executor executor) {
        this.executor = executor;
    }

    /** Puts work at the end of a lane. Called by one thread. */
    CompletableFuture<Answer> add(String lane, Supplier<Answer> work) {
        CompletableFuture<Answer> tail = tails.get(lane);
        CompletableFuture<Answer> added = tail == null
                ? CompletableFuture.supplyAsync(() -> next(lane, work), executor)
                : tail.handleAsync((answer, failure) -> next(lane, work), executor);
        tails.put(lane, added);
        added.whenComplete((answer, failure) -> tails.remove(lane, added));
        return added;
    }

    /** Completed when everything that is under way now has ended, one way or the other. */
    CompletableFuture<Void> done() {
        return CompletableFuture.allOf(tails.values().toArray(CompletableFuture[]::new))
                .exceptionally(failure -> null);
    }

    private Answer next(String lane, Supplier<Answer> work) {
        Answer before = heldUp.get(lane);
        if (before != null) {
            return before;
        }
        try {
            Answer answer = work.get();
            if (answer instanceof Answer.Refused refused && mayBeTakenLater(refused.refusal())) {
                holdUp(lane, answer);
            }
            return answer;
        } catch (RuntimeException e) {
            holdUp(lane, new Answer.Refused(Refusal.failed()));
            throw e;
        }
    }

    private void holdUp(String lane, Answer answer) {
        if (!lane.startsWith(SINGLE)) {
            heldUp.put(lane, answer);
        }
    }

    /** Number of lanes that are held up. */
    int heldUp() {
        return heldUp.size();
    }

    private static boolean mayBeTakenLater(Refusal refusal) {
        return refusal.retryAfterSeconds() != null
                || refusal.status() >= FAULT_OF_SERVICE
                || refusal.status() == UNAUTHENTICATED;
    }
}
