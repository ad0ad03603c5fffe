package io.docket.contracts.position;

/**
 * The place of one event in the log, {@code <partition>-<offset>} on the wire.
 *
 * @param partition partition of the events topic, from 0
 * @param offset Kafka offset in the partition, from 0; not dense
 */
public record Position(int partition, long offset) {
    /** Reads {@code <partition>-<offset>}. Throws {@link IllegalArgumentException} on anything else. */
    public static Position parse(String text) {
        int dash = text.indexOf('-');
        try {
            Position position = new Position(
                    Integer.parseInt(text.substring(0, Math.max(dash, 0))), Long.parseLong(text.substring(dash + 1)));
            if (position.partition < 0 || position.offset < 0) {
                throw new IllegalArgumentException("not <partition>-<offset>: " + text);
            }
            return position;
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("not <partition>-<offset>: " + text, e);
        }
    }

    @Override
    public String toString() {
        return partition + "-" + offset;
    }
}
