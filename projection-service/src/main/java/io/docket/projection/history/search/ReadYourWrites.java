package io.docket.projection.history.search;

import io.docket.contracts.position.Position;
import io.docket.kit.problem.Problems;
import io.docket.projection.freshness.DocketAfter;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What {@code Docket-After} and {@code Docket-Wait} mean to a query of the index: it may be behind the views. */
public final class ReadYourWrites {
    private ReadYourWrites() {}

    /**
     * Done as soon as the index holds the position; at once where none is named.
     *
     * @param after value of {@code Docket-After}
     * @param wait value of {@code Docket-Wait}
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 400 if they are unreadable; in the answer 504 if the index does not
     *     get there in time, 503 if too many wait
     */
    public static Uni<Boolean> visible(IndexFollower follower, @Nullable String after, @Nullable String wait) {
        if (after == null) {
            return Uni.createFrom().item(true);
        }
        Position position = DocketAfter.position(after);
        Duration longest = DocketAfter.wait(wait);
        return DocketAfter.orUnavailable(follower.await(position, longest)).invoke(reached -> {
            if (!reached) {
                throw Problems.notReached("The history has not reached " + position + " within " + longest);
            }
        });
    }
}
