package io.docket.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.docket.eventstore.internal.log.FormerOwners;
import io.docket.eventstore.internal.log.KafkaClients;
import io.docket.eventstore.internal.log.LogTopics;
import io.docket.eventstore.internal.machine.JavaMachine;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the store relies on, as the broker does it: offsets that are pending in a transaction, and fencing by name. */
class FormerOwnersIT {
    private static final String FORMER = "former";
    private static final int BATCH = 128 << 10;

    @TempDir
    private Path folder;

    private final TestLog log = new TestLog(1);
    private EventStoreConfig config;
    private KafkaClients clients;
    private Admin admin;
    private Producer<byte[], byte[]> former;

    @BeforeEach
    void open() {
        config = log.config(folder);
        clients = new KafkaClients(config);
        admin = clients.admin();
        new LogTopics(admin, config).prepare();
        former = clients.writer(FORMER, BATCH);
        former.initTransactions();
    }

    @AfterEach
    void close() {
        former.close();
        admin.close();
        log.close();
    }

    private void beginWith(OffsetAndMetadata noted) {
        TopicPartition partition = new TopicPartition(config.events().name(), 0);
        former.beginTransaction();
        former.sendOffsetsToTransaction(Map.of(partition, noted), new ConsumerGroupMetadata(config.groupId()));
    }

    private boolean ended() {
        AtomicInteger questions = new AtomicInteger();
        return new FormerOwners(config, admin, clients.writerId("present"), new JavaMachine())
                .awaitEnd(0, () -> questions.incrementAndGet() < 10);
    }

    @Test
    void where_nobody_wrote_nothing_is_pending() {
        assertThat(ended()).isTrue();
    }

    @Test
    void a_pending_transaction_is_waited_for_until_it_ends() {
        beginWith(FormerOwners.note(0, clients.writerId(FORMER)));
        assertThat(ended()).isFalse();

        former.commitTransaction();

        assertThat(ended()).isTrue();
    }

    @Test
    void the_id_that_a_former_owner_noted_is_fenced_and_its_transaction_ends_at_once() {
        beginWith(FormerOwners.note(0, clients.writerId(FORMER)));
        former.commitTransaction();
        beginWith(FormerOwners.note(1, clients.writerId(FORMER)));

        assertThat(ended()).isTrue();

        assertThatExceptionOfType(KafkaException.class).isThrownBy(former::commitTransaction);
    }

    @Test
    void who_has_said_farewell_is_not_fenced() {
        beginWith(FormerOwners.note(0, clients.writerId(FORMER)));
        former.commitTransaction();
        beginWith(FormerOwners.farewell(1));
        former.commitTransaction();
        beginWith(FormerOwners.note(1, clients.writerId(FORMER)));

        assertThat(ended()).isFalse();

        former.commitTransaction();
    }
}
