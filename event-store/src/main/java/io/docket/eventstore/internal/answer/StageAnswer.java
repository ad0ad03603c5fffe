package io.docket.eventstore.internal.answer;

import io.docket.eventstore.Committed;
import io.docket.eventstore.EventStoreException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** An answer that may set anything going: it is given by the executor, not on the writer's thread. */
public final class StageAnswer implements Answer {
    private final Executor executor;
    private final CompletableFuture<Committed> stage = new CompletableFuture<>();

    public StageAnswer(Executor executor) {
        this.executor = executor;
    }

    /** What the caller goes on from. */
    public CompletionStage<Committed> stage() {
        return stage;
    }

    @Override
    public void committed(Committed committed) {
        executor.execute(() -> stage.complete(committed));
    }

    @Override
    public void failed(EventStoreException reason) {
        executor.execute(() -> stage.completeExceptionally(reason));
    }
}
