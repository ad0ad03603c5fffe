package io.docket.eventstore.route.grpc;

import io.docket.eventstore.route.Reply;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.Set;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/** What a failed call says about what was done: nothing, if that is certain; else nobody knows. */
public final class CallFailures {
    private static final int MAX_CAUSES = 10;

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
        return isUnreached(failure)
                ? new Reply.NotAsked<>(reason + "cannot be reached")
                : new Reply.Unknown<>(reason + "did not answer: " + status);
    }

    private static boolean isUnreached(StatusRuntimeException failure) {
        @Nullable Throwable cause = failure.getStatus().getCause();
        for (int i = 0; i < MAX_CAUSES && cause != null; i++) {
            if (cause instanceof ConnectException
                    || cause instanceof NoRouteToHostException
                    || cause instanceof UnknownHostException
                    || cause instanceof SSLHandshakeException) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }
}
