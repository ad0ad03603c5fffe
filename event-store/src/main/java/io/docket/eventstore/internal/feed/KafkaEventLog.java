package io.docket.eventstore.internal.feed;

import io.docket.contracts.position.Cursor;
import io.docket.eventstore.EventFeed;
import io.docket.eventstore.EventLog;
import io.docket.eventstore.EventStoreConfig;
import io.docket.eventstore.internal.log.KafkaClients;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.IntToLongFunction;

/** The events topic as one log. Readers are shared: a feed has one only while it is asked. */
public final class KafkaEventLog implements EventLog, AutoCloseable {
    private final FeedReaders readers;
    private final int partitions;

    /**
     * @param acknowledged offset after the last event that this instance has acknowledged, by partition; negative if it
     *     does not own the partition
     */
    public KafkaEventLog(EventStoreConfig config, KafkaClients clients, IntToLongFunction acknowledged) {
        this.partitions = config.events().partitions();
        this.readers = new FeedReaders(config, clients, acknowledged);
    }

    @Override
    public EventFeed follow(Cursor from) {
        return new KafkaEventFeed(readers, new Cursor(Arrays.copyOf(from.offsets(), partitions)));
    }

    @Override
    public Cursor start() {
        return new Cursor(new long[partitions]);
    }

    @Override
    public Cursor end() {
        return readers.use(start(), FeedReader::end);
    }

    @Override
    public Cursor at(Instant time) {
        return readers.use(start(), reader -> reader.at(time));
    }

    @Override
    public void close() {
        readers.close();
    }
}
