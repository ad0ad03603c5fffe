package io.docket.eventstore.axon.routing;

import java.util.concurrent.CompletableFuture;
import org.axonframework.commandhandling.CommandResultMessage;
import org.jspecify.annotations.Nullable;

/** A command with a key that is under way here. */
final class Attempt {
    private final Use use;
    private final long tenure;
    private final CompletableFuture<CommandResultMessage<?>> result = new CompletableFuture<>();
    private volatile boolean written;
    private volatile @Nullable Throwable refusal;

    /** @param tenure the one before anything was read that it is decided on */
    Attempt(Use use, long tenure) {
        this.use = use;
        this.tenure = tenure;
    }

    Use use() {
        return use;
    }

    long tenure() {
        return tenure;
    }

    /** What all who sent it get. */
    CompletableFuture<CommandResultMessage<?>> result() {
        return result;
    }

    /** Notes that its outcome goes with its events. */
    void written() {
        written = true;
    }

    /** Notes what its handler threw. */
    void refusedWith(Throwable thrown) {
        refusal = thrown;
    }

    /** Whether a result is its handler's decision, and not on its way with events. */
    boolean isDecided(CommandResultMessage<?> of) {
        if (!of.isExceptional()) {
            return !written;
        }
        Throwable failure = of.exceptionResult();
        return failure == refusal && Decisions.isDecision(failure);
    }
}
