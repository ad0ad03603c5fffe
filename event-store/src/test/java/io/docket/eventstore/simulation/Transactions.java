package io.docket.eventstore.simulation;

import io.docket.contracts.chain.ChainHead;
import io.docket.contracts.envelope.EventEnvelope;
import io.docket.eventstore.Outcome;
import io.docket.eventstore.internal.record.EventRecord;
import io.docket.eventstore.internal.record.OutcomeRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** Committed transactions of partition 0, made by hand: events go on with the chain, whatever else is wrong with them. */
final class Transactions {
    private final List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    private ChainHead chain = ChainHead.genesis("e", 0);
    private long nextEvent;
    private long nextOutcome;

    /** The end of the chain. */
    ChainHead chain() {
        return chain;
    }

    Transactions event(EventEnvelope event) {
        EventRecord linked = EventRecord.of(event).linked(chain.link());
        chain = chain.after(linked.link(), linked.digest());
        return add(linked.toKafka("e", 0), nextEvent++);
    }

    /** Leaves an event out of the log, and goes on with the chain as if it were there. */
    Transactions lost(EventEnvelope event) {
        EventRecord linked = EventRecord.of(event).linked(chain.link());
        chain = chain.after(linked.link(), linked.digest());
        return this;
    }

    Transactions outcome(Outcome outcome, Instant at) {
        return add(new OutcomeRecord(outcome, at, null).toKafka("o", 0), nextOutcome++);
    }

    Transactions add(ProducerRecord<byte[], byte[]> record, long offset) {
        records.add(new ConsumerRecord<>(
                record.topic(),
                0,
                offset,
                record.timestamp(),
                TimestampType.CREATE_TIME,
                record.key().length,
                record.value().length,
                record.key(),
                record.value(),
                new RecordHeaders(record.headers().toArray()),
                Optional.empty()));
        return this;
    }

    /** What was added since the last one. */
    List<ConsumerRecord<byte[], byte[]>> commit() {
        List<ConsumerRecord<byte[], byte[]>> committed = List.copyOf(records);
        records.clear();
        return committed;
    }
}
