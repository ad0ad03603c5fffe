package io.docket.zeebe;

/** A record on its way to Kafka. Guarded by its {@link DeliveryWindow}. */
final class Delivery {
    private final String key;
    private final byte[] json;
    private long position;
    private boolean acknowledged;

    /**
     * A record that waits for Kafka.
     *
     * @param position position in the log of its partition
     * @param key key in Kafka
     * @param json the record, UTF-8 JSON
     */
    Delivery(long position, String key, byte[] json) {
        this.position = position;
        this.key = key;
        this.json = json;
    }

    String key() {
        return key;
    }

    byte[] json() {
        return json;
    }

    /** Position up to which the log is done with once this is in Kafka. */
    long position() {
        return position;
    }

    void coverUpTo(long later) {
        position = later;
    }

    boolean isAcknowledged() {
        return acknowledged;
    }

    void acknowledge() {
        acknowledged = true;
    }
}
