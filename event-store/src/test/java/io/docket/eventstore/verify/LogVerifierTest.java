package io.docket.eventstore.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.docket.contracts.chain.LoggedRecord;
import io.docket.contracts.chain.PublicKeys;
import io.docket.eventstore.EventStoreConfig.KeyFiles;
import io.docket.eventstore.SigningKeys;
import io.docket.eventstore.internal.checkpoint.CheckpointSigner;
import io.docket.eventstore.verify.Fault.Kind;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogVerifierTest {
    private static final LogName NAME = new LogName(MemoryLog.CLUSTER, MemoryLog.TOPIC);

    @TempDir
    private Path folder;

    private final MemoryLog log = new MemoryLog();
    private CheckpointSigner signer;
    private PublicKeys keys;

    @BeforeEach
    void keys() {
        KeyFiles files = SigningKeys.in(folder, "checkpoint");
        signer = CheckpointSigner.of(files);
        keys = PublicKeys.in(List.of(folder));
    }

    @Test
    void an_untouched_log_is_intact() {
        log.write(5).seal(signer).write(4).seal(signer).write(1);

        PartitionReport report = verify();

        assertThat(report.fault()).isNull();
        assertThat(report.events()).isEqualTo(10);
        assertThat(report.checkpoints()).isEqualTo(2);
        assertThat(report.sealed()).isEqualTo(9);
        assertThat(report.unlinked()).isZero();
    }

    @Test
    void an_empty_log_is_intact() {
        assertThat(verify().fault()).isNull();
    }

    @Test
    void every_flipped_bit_is_found_at_its_event_or_the_next() {
        log.write(4).seal(signer);
        AtomicInteger flips = new AtomicInteger();

        for (int i = 0; i < 4; i++) {
            int place = i;
            BitFlips.of(log.events.get(i)).toList().parallelStream().forEach(flipped -> {
                Fault fault = verify(log.with(place, flipped)).fault();

                assertThat(fault).as("event %d as %s", place, flipped).isNotNull();
                assertThat(fault.offset()).as(fault.toString()).isBetween((long) place, place + 1L);
                flips.incrementAndGet();
            });
        }
        assertThat(flips).hasValueGreaterThan(10_000);
        assertThat(verify().fault()).isNull();
    }

    @Test
    void a_changed_value_is_named_with_its_event() {
        log.write(5);
        LoggedRecord third = log.events.get(2);
        log.events.set(2, new LoggedRecord(0, 2, third.key(), new byte[] {'{', '}'}, third.headers()));

        Fault fault = verify().fault();
        assertThat(fault.kind()).isEqualTo(Kind.CONTENT_CHANGED);
        assertThat(fault.offset()).isEqualTo(2);
        assertThat(fault.number()).isEqualTo(3);
        assertThat(fault.eventId()).isEqualTo(MemoryLog.id(third));
        assertThat(fault.subject()).isEqualTo("account/account-2");
    }

    @Test
    void an_event_that_was_turned_into_another_is_not_taken_for_a_removed_one() {
        LoggedRecord forged = log.write(1).forged("forger");
        log.write(3);
        log.events.set(1, forged);

        assertThat(verify().fault()).extracting(Fault::kind, Fault::offset).containsExactly(Kind.CONTENT_CHANGED, 1L);
    }

    @Test
    void an_inserted_event_with_the_right_link_is_told_from_the_true_one() {
        LoggedRecord forged = log.write(2).forged("forger");
        log.write(3);
        log.events.add(2, forged);

        Fault fault = renumberedAndVerified();

        assertThat(fault.kind()).isEqualTo(Kind.EVENT_INSERTED);
        assertThat(fault.eventId()).isEqualTo(MemoryLog.id(forged));
    }

    @Test
    void events_from_before_the_chain_are_bound_by_the_first_with_a_link() {
        log.writeUnlinked(3).write(3).seal(signer);
        PartitionReport intact = verify();
        assertThat(intact.fault()).isNull();
        assertThat(intact.unlinked()).isEqualTo(3);

        LoggedRecord second = log.events.get(1);
        log.events.set(1, new LoggedRecord(0, 1, second.key(), new byte[0], second.headers()));

        assertThat(verify().fault()).extracting(Fault::kind, Fault::offset).containsExactly(Kind.CONTENT_CHANGED, 3L);
    }

    @Test
    void an_event_without_a_link_after_the_chain_has_begun_is_a_stranger() {
        log.write(2).writeUnlinked(1);

        assertThat(verify().fault()).extracting(Fault::kind, Fault::offset).containsExactly(Kind.EVENT_INSERTED, 2L);
    }

    @Test
    void a_log_of_another_topic_is_not_this_one() {
        log.write(3);

        Fault fault =
                new LogVerifier(new LogName(null, "other"), keys).verify(log, 0).fault();

        assertThat(fault.kind()).isEqualTo(Kind.OTHER_LOG);
    }

    @Test
    void what_was_cut_off_is_missed_by_the_checkpoint() {
        log.write(6).seal(signer);
        log.events.removeLast();
        log.events.removeLast();

        Fault fault = verify().fault();

        assertThat(fault.kind()).isEqualTo(Kind.LOG_TRUNCATED);
        assertThat(fault.offset()).isEqualTo(3);
        assertThat(fault.detail()).contains("number 4", "covers 6");
    }

    @Test
    void a_log_that_was_emptied_is_truncated() {
        log.write(2).seal(signer);
        log.events.clear();

        assertThat(verify().fault().kind()).isEqualTo(Kind.LOG_TRUNCATED);
    }

    @Test
    void a_history_rewritten_with_its_chain_does_not_pass_the_checkpoint() {
        log.write(4).seal(signer).write(2).seal(signer).write(1);
        MemoryLog rewritten = new MemoryLog();
        rewritten.write(7);
        rewritten.checkpoints.addAll(log.checkpoints);

        Fault fault = new LogVerifier(NAME, keys).verify(rewritten, 0).fault();

        assertThat(fault.kind()).isEqualTo(Kind.CHECKPOINT_MISMATCH);
        assertThat(fault.number()).isEqualTo(4);
        assertThat(fault.detail()).contains("since number 1");
    }

    @Test
    void a_checkpoint_signed_by_a_stranger_is_not_believed() {
        log.write(2).seal(CheckpointSigner.of(SigningKeys.in(folder, "stranger")));

        assertThat(verify().fault().kind()).isEqualTo(Kind.CHECKPOINT_UNKNOWN_KEY);
    }

    @Test
    void every_flipped_bit_of_a_checkpoint_is_found() {
        log.write(2).seal(signer);
        LoggedRecord keyless = log.checkpoints.getFirst();
        LoggedRecord original = new LoggedRecord(0, 0, new byte[0], keyless.value(), List.of());

        BitFlips.of(original).forEach(flipped -> {
            log.checkpoints.set(0, flipped);

            assertThat(verify().fault())
                    .as(new String(flipped.value()))
                    .extracting(Fault::kind)
                    .isIn(Kind.CHECKPOINT_FORGED, Kind.CHECKPOINT_UNKNOWN_KEY);
        });
    }

    @Test
    void a_true_checkpoint_of_another_partition_or_cluster_is_none_of_this() {
        log.write(2).seal(signer, MemoryLog.CLUSTER, 1);
        assertThat(verify().fault().kind()).isEqualTo(Kind.CHECKPOINT_MISMATCH);

        log.checkpoints.clear();
        log.seal(signer, "other", 0);
        assertThat(verify().fault().detail()).contains("of cluster other");
    }

    @Test
    void checkpoints_that_changed_places_are_found() {
        log.write(2).seal(signer).write(2).seal(signer);
        log.checkpoints.add(log.checkpoints.removeFirst());

        assertThat(verify().fault().kind()).isEqualTo(Kind.CHECKPOINT_MISMATCH);
    }

    @Test
    void heads_that_the_log_once_had_are_in_it() {
        List<KnownHead> known =
                List.of(head(log), head(log.write(3)), head(log.write(4).seal(signer)));
        log.write(1);

        assertThat(verify(known.reversed()).fault()).isNull();
    }

    @Test
    void a_log_that_was_cut_off_with_its_checkpoints_is_missed_by_a_known_head() {
        KnownHead known = head(log.write(6).seal(signer));
        log.events.removeLast();
        log.checkpoints.clear();
        assertThat(verify().fault()).isNull();

        Fault fault = verify(List.of(known)).fault();

        assertThat(fault.kind()).isEqualTo(Kind.LOG_TRUNCATED);
        assertThat(fault.offset()).isEqualTo(4);
        assertThat(fault.detail()).isEqualTo("the log ends with number 5, a head of number 6 is known");
    }

    @Test
    void a_history_rewritten_with_its_chain_is_not_that_of_a_known_head() {
        KnownHead known = head(log.write(4));
        MemoryLog rewritten = new MemoryLog().write(7);

        Fault fault =
                new LogVerifier(NAME, keys, List.of(known)).verify(rewritten, 0).fault();

        assertThat(fault.kind()).isEqualTo(Kind.HEAD_MISMATCH);
        assertThat(fault.number()).isEqualTo(4);
    }

    @Test
    void an_event_that_does_not_fit_tells_more_than_a_known_head() {
        KnownHead known = head(log.write(4));
        log.write(1);
        LoggedRecord fourth = log.events.get(3);
        log.events.set(3, new LoggedRecord(0, 3, fourth.key(), new byte[0], fourth.headers()));

        assertThat(verify(List.of(known)).fault().kind()).isEqualTo(Kind.CONTENT_CHANGED);
    }

    @Test
    void a_partition_of_which_a_head_is_known_is_looked_at_if_it_is_there_or_not() {
        log.write(2);
        KnownHead known = new KnownHead(5, head(log).head());
        LogSource first = new LogSource() {
            @Override
            public int partitions() {
                return 1;
            }

            @Override
            public Stream<LoggedRecord> events(int partition) {
                return partition == 0 ? log.events(0) : Stream.empty();
            }

            @Override
            public Stream<LoggedRecord> checkpoints(int partition) {
                return Stream.empty();
            }

            @Override
            public void close() {}
        };

        List<PartitionReport> reports = new LogVerifier(NAME, keys, List.of(known, head(log))).verify(first);

        assertThat(reports).extracting(PartitionReport::partition).containsExactly(0, 5);
        assertThat(reports.getFirst().fault()).isNull();
        assertThat(reports.getLast().fault().kind()).isEqualTo(Kind.LOG_TRUNCATED);
    }

    /** What a report says of the log as it is now. */
    private KnownHead head(MemoryLog of) {
        PartitionReport report = verify(of);
        return KnownHead.parse(report.partition() + ":" + report.events() + ":" + report.head());
    }

    private PartitionReport verify(List<KnownHead> known) {
        return new LogVerifier(NAME, keys, known).verify(log, 0);
    }

    @Test
    void the_same_checkpoint_twice_is_no_fault() {
        log.write(2).seal(signer).seal(signer).write(1);

        assertThat(verify().fault()).isNull();
    }

    private Fault renumberedAndVerified() {
        log.renumbered();
        return verify().fault();
    }

    private PartitionReport verify() {
        return verify(log);
    }

    private PartitionReport verify(MemoryLog other) {
        return new LogVerifier(NAME, keys).verify(other, 0);
    }
}
