package io.docket.eventstore.route.grpc;

import io.grpc.Attributes;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ClientStreamTracer;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import org.jspecify.annotations.Nullable;

/**
 * Tells the calls that never left from those that may have. A connection takes calls once both sides have agreed on
 * everything, certificates included. A call that fails before has the cause {@link NotSent}, whatever was in the way.
 */
final class Departures implements ClientInterceptor {
    /** Nothing of the call was sent. */
    static final class NotSent extends RuntimeException {
        private static final long serialVersionUID = 1;

        NotSent(@Nullable Throwable cause) {
            super("not sent", cause, false, false);
        }
    }

    /** Whether one call may have left. */
    private static final class Departure extends ClientStreamTracer.Factory {
        private volatile boolean left;

        @Override
        public ClientStreamTracer newClientStreamTracer(ClientStreamTracer.StreamInfo info, Metadata headers) {
            if (info.isTransparentRetry()) {
                left = false; // gRPC tries again by itself what the other side has certainly not begun
            }
            return new ClientStreamTracer() {
                @Override
                public void streamCreated(Attributes connection, Metadata sent) {
                    left = true;
                }
            };
        }

        Status why(Status status) {
            return status.isOk() || left ? status : status.withCause(new NotSent(status.getCause()));
        }
    }

    @Override
    public <Q, A> ClientCall<Q, A> interceptCall(MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
        Departure departure = new Departure();
        return new SimpleForwardingClientCall<>(next.newCall(method, options.withStreamTracerFactory(departure))) {
            @Override
            public void start(Listener<A> listener, Metadata headers) {
                super.start(
                        new SimpleForwardingClientCallListener<>(listener) {
                            @Override
                            public void onClose(Status status, Metadata trailers) {
                                super.onClose(departure.why(status), trailers);
                            }
                        },
                        headers);
            }
        };
    }
}
