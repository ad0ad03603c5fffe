package io.docket.eventstore.route.grpc;

import io.docket.eventstore.route.Reply;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.Set;

/** What a failed call on a {@link Link} says about what was done: nothing, if that is certain; else nobody knows. */
public final class CallFailures {
    /** The other instance said no before it began. */
    private static final Set<Status.Code> REFUSED = Set.of(
            Status.Code.UNAUTHENTICATED,
            Status.Code.UNIMPLEMENTED,
            Status.Code.RESOURCE_EXHAUSTED,
            Status.Code.INVALID_ARGUMENT);

    private CallFailures() {}

    /** {@link Reply.NotAsked} or {@link Reply.Unknown}, with a reason in words. */
    public static <T> Reply<T> reply(String address, StatusRuntimeException failure) {
        Status status = failure.getStatus();
        String reason = "the owner of the partition, " + address + ", ";
        if (REFUSED.contains(status.getCode())) {
            return new Reply.NotAsked<>(reason + "did not take it: " + status.getDescription());
        }
        return status.getCause() instanceof Departures.NotSent
                ? new Reply.NotAsked<>(reason + "cannot be reached")
                : new Reply.Unknown<>(reason + "did not answer: " + status.getCode() + ", " + status.getDescription());
    }
}
