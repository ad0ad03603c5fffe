package io.docket.workflow.retry;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Work that is done in order, one after the other; where one item is stuck, the lane is.
 *
 * @param name name for logs, metrics and health: {@code events-3}, {@code zeebe}
 * @param stuckSince since when its first item fails; absent while it flows
 * @param attempts attempts at that item so far
 * @param reason why the last attempt failed
 */
public record Lane(
        String name,
        @Nullable Instant stuckSince,
        int attempts,
        @Nullable String reason) {
    static Lane flowing(String name) {
        return new Lane(name, null, 0, null);
    }

    /** True while its first item fails. */
    public boolean isStuck() {
        return stuckSince != null;
    }

    Lane failed(Instant now, String why) {
        return new Lane(name, stuckSince == null ? now : stuckSince, attempts + 1, why);
    }
}
