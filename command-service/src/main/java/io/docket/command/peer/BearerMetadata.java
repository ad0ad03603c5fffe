package io.docket.command.peer;

import io.docket.command.submit.Bearer;
import io.grpc.CallCredentials;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.quarkus.grpc.GlobalInterceptor;
import jakarta.inject.Singleton;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** The bearer token in the metadata of a call: {@code authorization: Bearer <token>}, as over HTTP. */
@Singleton
@GlobalInterceptor
public class BearerMetadata implements ServerInterceptor {
    private static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
    private static final String SCHEME = "Bearer ";
    private static final Context.Key<Bearer> BEARER = Context.key("bearer");

    /** The token of the call that is served on this thread; not verified yet. */
    static @Nullable Bearer current() {
        return BEARER.get();
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        String header = headers.get(AUTHORIZATION);
        if (header == null || !header.startsWith(SCHEME)) {
            return next.startCall(call, headers);
        }
        Context withToken = Context.current().withValue(BEARER, new Bearer(header.substring(SCHEME.length())));
        return Contexts.interceptCall(withToken, call, headers, next);
    }

    /** Sends the token with a call. */
    static CallCredentials credentials(Bearer bearer) {
        return new CallCredentials() {
            @Override
            public void applyRequestMetadata(RequestInfo request, Executor executor, MetadataApplier applier) {
                Metadata headers = new Metadata();
                headers.put(AUTHORIZATION, SCHEME + bearer.token());
                applier.apply(headers);
            }
        };
    }
}
