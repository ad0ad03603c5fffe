package io.docket.projection.history.proof;

import io.docket.kit.problem.Problems;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Lets only so many proofs be made or verified at a time. */
@ApplicationScoped
public class ProofTurns {
    private static final long MAX_WAIT_SECONDS = 30;
    private static final int RETRY_AFTER_SECONDS = 1;

    private final Semaphore turns;

    public ProofTurns(ProofConfig config) {
        turns = new Semaphore(config.maxConcurrent());
    }

    /** Work that takes a turn. */
    interface Work<T, X extends Exception> {
        T run() throws X;
    }

    /** Does the work now, or refuses with 429. */
    <T, X extends Exception> T now(Work<T, X> work) throws X {
        if (!turns.tryAcquire()) {
            throw Problems.of(
                            429,
                            "too-many-requests",
                            "Too many requests",
                            "Too many proofs are on their way; try again")
                    .withHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                    .build();
        }
        return done(work);
    }

    /** Does the work when there is a turn, for an answer that has begun. */
    <T> T soon(Work<T, IOException> work) throws IOException {
        try {
            if (!turns.tryAcquire(MAX_WAIT_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("too many proofs are on their way");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        return done(work);
    }

    private <T, X extends Exception> T done(Work<T, X> work) throws X {
        try {
            return work.run();
        } finally {
            turns.release();
        }
    }
}
