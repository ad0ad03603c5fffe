package io.docket.command.bulk;

import io.docket.command.submit.Answer;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** Work in lanes: what is in the same lane is done one after the other, everything else at the same time. */
final class Lanes {
    private final Executor executor;
    private final Map<String, CompletableFuture<Answer>> tails = new ConcurrentHashMap<>();

    Lanes(Executor executor) {
        this.executor = executor;
    }

    /** Puts work at the end of a lane. Called by one thread. */
    CompletableFuture<Answer> add(String lane, Supplier<Answer> work) {
        CompletableFuture<Answer> tail = tails.get(lane);
        CompletableFuture<Answer> added = tail == null
                ? CompletableFuture.supplyAsync(work, executor)
                : tail.handleAsync((answer, failure) -> work.get(), executor);
        tails.put(lane, added);
        added.whenComplete((answer, failure) -> tails.remove(lane, added));
        return added;
    }

    /** Completed when everything that is under way now has ended, one way or the other. */
    CompletableFuture<Void> done() {
        return CompletableFuture.allOf(tails.values().toArray(CompletableFuture[]::new))
                .exceptionally(failure -> null);
    }
}
