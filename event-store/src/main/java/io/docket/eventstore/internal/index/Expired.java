package io.docket.eventstore.internal.index;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Outcomes that have expired together.
 *
 * @param byAge key of the index that names them
 * @param names each {@code <tenant>/<idempotency key>}
 */
record Expired(byte[] byAge, List<String> names) {
    static Expired of(byte[] byAge, byte[] value) {
        List<String> names = new ArrayList<>();
        for (ByteBuffer in = ByteBuffer.wrap(value); in.hasRemaining(); ) {
            names.add(new String(HeaderBytes.sized(in), UTF_8));
        }
        return new Expired(byAge, names);
    }
}
