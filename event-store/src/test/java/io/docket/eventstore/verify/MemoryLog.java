package io.docket.eventstore.verify;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.docket.contracts.chain.ChainHead;
import io.docket.contracts.chain.Checkpoint;
import io.docket.contracts.chain.LoggedRecord;
import io.docket.contracts.chain.LoggedRecord.Header;
import io.docket.contracts.envelope.EventEnvelope;
import io.docket.eventstore.Events;
import io.docket.eventstore.internal.checkpoint.CheckpointSigner;
import io.docket.eventstore.internal.record.EventRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A log of one partition in memory, written as the store writes it, for a test to spoil. */
final class MemoryLog implements LogSource {
    static final String TOPIC = "events";
    static final String CLUSTER = "cluster";
    static final int PARTITION = 0;

    final List<LoggedRecord> events = new ArrayList<>();
    final List<LoggedRecord> checkpoints = new ArrayList<>();
    private ChainHead head = ChainHead.genesis(TOPIC, PARTITION);

    /** Writes so many events: three accounts in turn. */
    MemoryLog write(int count) {
        for (int i = 0; i < count; i++) {
            write(next(), true);
        }
        return this;
    }

    /** Writes events as they were before the chain existed. */
    MemoryLog writeUnlinked(int count) {
        for (int i = 0; i < count; i++) {
            write(next(), false);
        }
        return this;
    }

    /** Writes a checkpoint over everything so far. */
    MemoryLog seal(CheckpointSigner signer) {
        return seal(signer, CLUSTER, PARTITION);
    }

    MemoryLog seal(CheckpointSigner signer, String cluster, int partition) {
        Checkpoint checkpoint =
                new Checkpoint(cluster, TOPIC, partition, events.size() - 1, head.number(), head.hex(), 1_000);
        byte[] value = signer.sign(checkpoint).json();
        checkpoints.add(new LoggedRecord(PARTITION, checkpoints.size(), null, value, List.of()));
        return this;
    }

    /** An event as it would be written next, wherever it then ends up. */
    LoggedRecord forged(String id) {
        return logged(EventRecord.of(Events.counted(id, 1)).linked(head.link()));
    }

    private EventEnvelope next() {
        return Events.counted("account-" + events.size() % 3, events.size() / 3 + 1L);
    }

    private void write(EventEnvelope envelope, boolean link) {
        EventRecord event = EventRecord.of(envelope);
        EventRecord written = link ? event.linked(head.link()) : event;
        head = head.after(written.link(), written.digest());
        events.add(logged(written));
    }

    private LoggedRecord logged(EventRecord event) {
        ProducerRecord<byte[], byte[]> kafka = event.toKafka(TOPIC, PARTITION);
        List<Header> headers = new ArrayList<>();
        kafka.headers().forEach(header -> headers.add(new Header(header.key(), header.value())));
        return new LoggedRecord(PARTITION, events.size(), kafka.key(), kafka.value(), headers);
    }

    /** The same log with another event in a place. */
    MemoryLog with(int place, LoggedRecord event) {
        MemoryLog changed = new MemoryLog();
        changed.events.addAll(events);
        changed.events.set(place, event);
        changed.checkpoints.addAll(checkpoints);
        return changed;
    }

    /** Numbers the records anew, as a topic does into which they are copied. */
    MemoryLog renumbered() {
        for (int i = 0; i < events.size(); i++) {
            LoggedRecord old = events.get(i);
            events.set(i, new LoggedRecord(PARTITION, i, old.key(), old.value(), old.headers()));
        }
        return this;
    }

    static String id(LoggedRecord event) {
        return event.headers().stream()
                .filter(header -> header.name().equals("ce_id"))
                .map(header -> new String(header.value(), UTF_8))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public int partitions() {
        return 1;
    }

    @Override
    public Stream<LoggedRecord> events(int partition) {
        return events.stream();
    }

    @Override
    public Stream<LoggedRecord> checkpoints(int partition) {
        return checkpoints.stream();
    }

    @Override
    public void close() {}
}
