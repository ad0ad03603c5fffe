package io.docket.eventstore.faults.check;

import io.docket.contracts.position.Position;

/** What was found in the log. */
public final class Logged {
    private Logged() {}

    /**
     * An event of the log.
     *
     * @param position where it is
     * @param streamId its stream
     * @param sequence its version
     * @param id id of the event, {@code <key>.<attempt>.<index>}
     * @param key idempotency key of its command
     * @param instance process that wrote it
     */
    public record Event(Position position, String streamId, long sequence, String id, String key, String instance) {
        /** The attempt that wrote it. */
        int attempt() {
            String[] parts = id.split("\\.");
            return Integer.parseInt(parts[1]);
        }
    }

    /**
     * An outcome of the log.
     *
     * @param partition partition of the topic
     * @param key idempotency key
     * @param fingerprint digest of the command
     * @param attempt the attempt that wrote it
     * @param lastStream stream of the last event written with it; empty if there was none
     * @param lastSequence version of that event
     */
    public record Stored(
            int partition, String key, String fingerprint, int attempt, String lastStream, long lastSequence) {}
}
