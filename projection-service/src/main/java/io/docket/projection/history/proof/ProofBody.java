package io.docket.projection.history.proof;

import io.docket.kit.problem.Problems;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;

/** A proof as a client sends it, of a limited size and within a limited time: it is read while it has a turn. */
final class ProofBody extends InputStream {
    private final InputStream body;
    private final long maxBytes;
    private final long withinNanos;
    private final long begun = System.nanoTime();
    private long count;

    /**
     * Begins to count the time.
     *
     * @param within how long the client may take; how long it may send nothing at all is limited by {@code
     *     quarkus.http.read-timeout}
     */
    ProofBody(InputStream body, long maxBytes, Duration within) {
        this.body = body;
        this.maxBytes = maxBytes;
        this.withinNanos = within.toNanos();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    /**
     * Reads what is there.
     *
     * @throws HttpProblem 413 if there is more than may be, 408 if it does not come in time, 400 if it breaks off
     */
    @Override
    public int read(byte[] bytes, int offset, int length) {
        int read = next(bytes, offset, length);
        if (System.nanoTime() - begun > withinNanos) {
            throw late();
        }
        count += Math.max(0, read);
        if (count > maxBytes) {
            throw Problems.tooLarge(
                    "A proof has at most " + maxBytes + " bytes here; verify a larger one with ./docket verify <file>");
        }
        return read;
    }

    @Override
    public int available() throws IOException {
        return body.available();
    }

    @Override
    public void close() throws IOException {
        body.close();
    }

    private int next(byte[] bytes, int offset, int length) {
        try {
            return body.read(bytes, offset, length);
        } catch (IOException e) {
            throw System.nanoTime() - begun > withinNanos ? late() : Problems.invalid("The proof broke off", List.of());
        }
    }

    private static HttpProblem late() {
        return Problems.of(408, "body-not-in-time", "The body did not come in time", "Send the proof again")
                .build();
    }
}
