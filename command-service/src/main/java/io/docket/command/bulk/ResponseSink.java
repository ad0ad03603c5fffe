package io.docket.command.bulk;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The answer over HTTP, chunk by chunk: the next chunk waits until the last one has left for the client. */
final class ResponseSink implements AnswerSink {
    /** How long a client may read nothing. */
    static final Duration WRITE_TIMEOUT = Duration.ofMinutes(2);

    private final HttpServerResponse response;

    ResponseSink(HttpServerResponse response) {
        this.response = response;
    }

    @Override
    public void write(byte[] lines) throws IOException {
        try {
            response.write(Buffer.buffer(lines))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(WRITE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IOException("the client closed the connection", e.getCause());
        } catch (TimeoutException e) {
            throw new IOException("the client read nothing for " + WRITE_TIMEOUT, e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    @Override
    public void end() {
        if (!response.ended() && !response.closed()) {
            response.end();
        }
    }

    @Override
    public void abort() {
        if (!response.ended() && !response.closed()) {
            response.reset();
        }
    }
}
