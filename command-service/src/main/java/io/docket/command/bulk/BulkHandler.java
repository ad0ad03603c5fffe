package io.docket.command.bulk;

import io.docket.command.payload.SizeLimits;
import io.docket.command.submit.Bearer;
import io.docket.command.submit.Commands;
import io.docket.kit.identity.Caller;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Serves requests with many commands, once it is known who sends them. */
public final class BulkHandler {
    /** Bytes that the fields around a payload may take. */
    static final int ENVELOPE_BYTES = 4 << 10;

    private final Commands commands;
    private final Predicate<String> isDefinition;
    private final SizeLimits sizes;
    private final BulkLimits limits;
    private final Executor executor;
    private final Semaphore room;

    /** @param maxRequests requests served at once */
    public BulkHandler(
            Commands commands,
            Predicate<String> isDefinition,
            SizeLimits sizes,
            BulkLimits limits,
            int maxRequests,
            Executor executor) {
        this.commands = commands;
        this.isDefinition = isDefinition;
        this.sizes = sizes;
        this.limits = limits;
        this.executor = executor;
        this.room = new Semaphore(maxRequests);
    }

    /**
     * Serves a paused request; call it on the request's event loop.
     *
     * @param ordered true if commands about the same root must not overtake each other
     * @param bearer the caller's token, to ask other instances with
     * @return false if there are too many already
     */
    public boolean serve(
            HttpServerRequest request, BulkMediaType type, boolean ordered, Caller caller, @Nullable Bearer bearer) {
        if (!room.tryAcquire()) {
            return false;
        }
        try {
            BulkReader reader = type.reader(new RequestStream(request), caller, sizes, ENVELOPE_BYTES);
            HttpServerResponse response = request.response();
            response.setChunked(true).putHeader(HttpHeaders.CONTENT_TYPE, BulkMediaType.NDJSON.mediaType());
            BulkSession session = new BulkSession(
                    reader,
                    new ResponseSink(response),
                    submission -> commands.submit(submission.withBearer(bearer)),
                    isDefinition,
                    ordered,
                    executor,
                    limits);
            executor.execute(() -> {
                try {
                    session.run();
                } finally {
                    room.release();
                }
            });
            return true;
        } catch (RejectedExecutionException _) {
            room.release();
            return false;
        }
    }
}
