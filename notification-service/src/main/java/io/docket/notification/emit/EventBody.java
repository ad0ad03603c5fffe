package io.docket.notification.emit;

import io.docket.kit.problem.Problems;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** The body of a request, of a limited size and within a limited time. */
final class EventBody {
    private static final int CHUNK_BYTES = 8 << 10;

    private EventBody() {}

    /**
     * All bytes of the body.
     *
     * @param within how long the client may take; how long it may send nothing at all is limited by {@code
     *     quarkus.http.read-timeout}
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 413 if there are more, 408 if they do not come in time
     */
    static byte[] read(InputStream body, int maxBytes, Duration within) {
        long begun = System.nanoTime();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] chunk = new byte[CHUNK_BYTES];
        try {
            for (int count = body.read(chunk); count >= 0; count = body.read(chunk)) {
                if (bytes.size() + count > maxBytes) {
                    throw Problems.tooLarge("An event has at most " + maxBytes + " bytes");
                }
                if (System.nanoTime() - begun > within.toNanos()) {
                    throw new IOException("not in time");
                }
                bytes.write(chunk, 0, count);
            }
            return bytes.toByteArray();
        } catch (IOException e) {
            throw Problems.of(408, "body-not-in-time", "The body did not come in time", "Send the event again")
                    .build();
        }
    }
}
