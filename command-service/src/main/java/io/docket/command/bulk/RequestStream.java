package io.docket.command.bulk;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The body of a request as a blocking stream, for a virtual thread. Asks the connection for one buffer at a time, so a
 * client that sends faster than it is read is held back by TCP.
 */
final class RequestStream extends InputStream {
    /** How long a client may send nothing. */
    static final Duration READ_TIMEOUT = Duration.ofMinutes(5);

    private static final Buffer END = Buffer.buffer();
    private static final Buffer GONE = Buffer.buffer();

    private final HttpServerRequest request;
    private final BlockingQueue<Buffer> arrived = new LinkedBlockingQueue<>();
    private Buffer current = Buffer.buffer();
    private int position;

    /** Takes over a paused request; call it on the request's event loop. */
    RequestStream(HttpServerRequest request) {
        this.request = request;
        request.pause();
        request.exceptionHandler(failure -> arrived.add(GONE));
        request.endHandler(end -> arrived.add(END));
        request.handler(arrived::add);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        while (position == current.length()) {
            if (current == END) {
                return -1;
            }
            current = nextBuffer();
            position = 0;
        }
        int count = Math.min(length, current.length() - position);
        current.getBytes(position, position + count, target, offset);
        position += count;
        return count;
    }

    private Buffer nextBuffer() throws IOException {
        try {
            request.fetch(1);
            Buffer next = arrived.poll(READ_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
            if (next == null) {
                throw new IOException("the client sent nothing for " + READ_TIMEOUT);
            }
            if (next == GONE) {
                throw new IOException("the client closed the connection");
            }
            return next;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }
}
