package io.docket.eventstore.bench.producers;

import io.docket.eventstore.Outcome;
import io.docket.eventstore.bench.BenchLog;
import io.docket.eventstore.bench.appends.BenchEvents;
import io.docket.eventstore.internal.record.EventRecord;
import io.docket.eventstore.internal.record.OutcomeRecord;
import io.docket.eventstore.internal.record.OutcomeRecord.EventRef;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.common.utils.Utils;

/** One way to spread the partitions over transactional producers, and callers that append through it. */
final class Variant implements AutoCloseable {
    private static final int STREAMS = 4_096;
    private static final int PATIENCE_SECONDS = 60;

    private final List<GroupWriter> writers;
    private final List<Runnable> parts;
    private final BlockingQueue<Account> idle = new LinkedBlockingQueue<>();

    private record Account(String id, int partition, long head) {}

    private Variant(String prefix, int partitions, List<GroupWriter> writers, List<Runnable> parts) {
        this.writers = writers;
        this.parts = parts;
        for (int i = 0; i < STREAMS; i++) {
            String id = prefix + i;
            int partition = Utils.toPositive(Utils.murmur2(id.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
            idle.add(new Account(id, partition % partitions, 0));
        }
        writers.forEach(GroupWriter::start);
    }

    static Variant perPartition(BenchLog log, Gathering gathering) {
        List<GroupWriter> writers = IntStream.range(0, log.events().partitions())
                .mapToObj(partition -> log.name() + "-partition-" + partition)
                .map(id -> new GroupWriter(id, Producers.transactional(log.address(), id), log, gathering, null))
                .toList();
        return new Variant("p-", log.events().partitions(), writers, writers.stream().<Runnable>map(writer -> writer::close).toList());
    }

    static Variant perInstance(BenchLog log, Gathering gathering) {
        Member member = new Member(log);
        String id = log.name() + "-instance";
        GroupWriter writer =
                new GroupWriter(id, Producers.transactional(log.address(), id), log, gathering, member::metadata);
        return new Variant("i-", log.events().partitions(), List.of(writer), List.of(writer::close, member::close));
    }

    void append() throws Exception {
        Account account = idle.take();
        EventRecord event = EventRecord.of(BenchEvents.credited(account.id(), account.head() + 1));
        Outcome outcome = new Outcome(BenchEvents.TENANT, event.id(), event.id(), 200, event.value());
        OutcomeRecord stored = new OutcomeRecord(
                outcome, Instant.now(), new EventRef(event.streamId(), event.sequence()));
        Pending append = new Pending(account.partition(), event, stored, new CompletableFuture<>());
        writers.get(writers.size() == 1 ? 0 : account.partition()).submit(append);
        append.answer().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        idle.add(new Account(account.id(), account.partition(), account.head() + 1));
    }

    long transactions() {
        return writers.stream().mapToLong(GroupWriter::transactions).sum();
    }

    @Override
    public void close() {
        parts.forEach(Runnable::run);
    }
}
