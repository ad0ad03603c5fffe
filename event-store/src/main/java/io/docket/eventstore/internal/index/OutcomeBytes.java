package io.docket.eventstore.internal.index;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.docket.eventstore.Outcome;
import io.docket.eventstore.internal.record.OutcomeRecord;
import io.docket.eventstore.internal.record.OutcomeRecord.EventRef;
import java.nio.ByteBuffer;
import java.time.Instant;

/** An outcome as a value of the index: its time first; tenant and key are in the index's key. */
final class OutcomeBytes {
    private OutcomeBytes() {}

    static void write(OutcomeRecord stored, ByteSink out) {
        EventRef lastEvent = stored.lastEvent();
        out.putLong(stored.at().toEpochMilli())
                .putSized(
                        lastEvent == null
                                ? HeaderBytes.NONE
                                : lastEvent.streamId().getBytes(UTF_8))
                .putLong(lastEvent == null ? 0 : lastEvent.sequence())
                .putSized(stored.outcome().fingerprint().getBytes(UTF_8))
                .putVarint(stored.outcome().status())
                .put(stored.outcome().body());
    }

    static OutcomeRecord read(String tenant, String key, byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        Instant at = Instant.ofEpochMilli(in.getLong());
        EventRef lastEvent = new EventRef(new String(HeaderBytes.sized(in), UTF_8), in.getLong());
        String fingerprint = new String(HeaderBytes.sized(in), UTF_8);
        int status = HeaderBytes.varint(in);
        byte[] body = new byte[in.remaining()];
        in.get(body);
        return new OutcomeRecord(
                new Outcome(tenant, key, fingerprint, status, body),
                at,
                lastEvent.streamId().isEmpty() ? null : lastEvent);
    }

    static long millis(byte[] bytes) {
        return ByteBuffer.wrap(bytes).getLong();
    }
}
