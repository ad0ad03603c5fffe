package io.docket.eventstore.internal.index;

import io.docket.eventstore.Outcome;
import io.docket.eventstore.internal.record.OutcomeRecord;
import io.docket.eventstore.internal.record.OutcomeRecord.EventRef;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;

/** An outcome as a value of the index: its time first; tenant and key are in the index's key. */
final class OutcomeBytes {
    private OutcomeBytes() {}

    static byte[] write(OutcomeRecord stored) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(stored.bytes());
        EventRef lastEvent = stored.lastEvent();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeLong(stored.at().toEpochMilli());
            out.writeUTF(lastEvent == null ? "" : lastEvent.streamId());
            out.writeLong(lastEvent == null ? 0 : lastEvent.sequence());
            out.writeUTF(stored.outcome().fingerprint());
            out.writeInt(stored.outcome().status());
            out.write(stored.outcome().body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static OutcomeRecord read(String tenant, String key, byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            Instant at = Instant.ofEpochMilli(in.readLong());
            EventRef lastEvent = new EventRef(in.readUTF(), in.readLong());
            Outcome outcome = new Outcome(tenant, key, in.readUTF(), in.readInt(), in.readAllBytes());
            return new OutcomeRecord(outcome, at, lastEvent.streamId().isEmpty() ? null : lastEvent);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static long millis(byte[] bytes) {
        return ByteBuffer.wrap(bytes).getLong();
    }
}
