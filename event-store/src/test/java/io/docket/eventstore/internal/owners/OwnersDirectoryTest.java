package io.docket.eventstore.internal.owners;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.docket.contracts.topic.Topics.Topic;
import io.docket.eventstore.Owner;
import io.docket.eventstore.internal.machine.JavaMachine;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OwnersDirectoryTest {
    private static final Topic TOPIC = new Topic("owners", 1, Map.of());
    private static final TopicPartition PARTITION = new TopicPartition("owners", 0);
    private static final Instant SINCE = Instant.parse("2026-01-01T00:00:00Z");

    private final Queue<MockConsumer<byte[], byte[]>> readers = new ConcurrentLinkedQueue<>();
    private final Queue<String> heard = new ConcurrentLinkedQueue<>();
    private final OwnersDirectory directory = new OwnersDirectory(TOPIC, readers::remove, new JavaMachine());

    @AfterEach
    void close() {
        directory.close();
    }

    /** A reader of a topic in which these instances announced themselves; null withdrew. */
    private MockConsumer<byte[], byte[]> reader(String... instances) {
        MockConsumer<byte[], byte[]> reader = new MockConsumer<>("none");
        reader.updateBeginningOffsets(Map.of(PARTITION, 0L));
        reader.schedulePollTask(() -> {
            for (int offset = 0; offset < instances.length; offset++) {
                reader.addRecord(record(offset, instances[offset]));
            }
        });
        readers.add(reader);
        return reader;
    }

    private static ConsumerRecord<byte[], byte[]> record(long offset, String instance) {
        ProducerRecord<byte[], byte[]> said = instance == null
                ? OwnershipRecord.nobody(TOPIC.name(), 0)
                : new OwnershipRecord(instance, instance + ":1", SINCE).toKafka(TOPIC.name(), 0);
        return new ConsumerRecord<>(TOPIC.name(), 0, offset, said.key(), said.value());
    }

    private void follow() {
        directory.addListener((partition, owner) ->
                heard.add(owner.map(who -> who.instance() + "@" + who.term()).orElse("nobody")));
        directory.start();
    }

    private Optional<String> owner() {
        return directory.ownerOf(0).map(Owner::instance);
    }

    @Test
    void the_last_word_about_a_partition_counts() {
        reader("a", null, "b");

        follow();

        await().until(() -> owner().equals(Optional.of("b")));
        assertThat(heard).containsExactly("a@0", "nobody", "b@2");
    }

    @Test
    void after_a_reader_that_failed_no_former_owner_is_heard_again() {
        MockConsumer<byte[], byte[]> first = reader("a", "b");
        first.schedulePollTask(() -> first.setPollException(new KafkaException("of no use any more")));
        reader("a", "b", "c");

        follow();

        await().until(() -> owner().equals(Optional.of("c")));
        assertThat(heard).containsExactly("a@0", "b@1", "c@2");
    }

    @Test
    void a_topic_that_is_another_one_is_read_from_its_beginning() {
        MockConsumer<byte[], byte[]> first = reader("a", "b");
        first.schedulePollTask(() -> first.setPollException(new OffsetOutOfRangeException(Map.of(PARTITION, 2L))));
        reader("c");

        follow();

        await().until(() -> owner().equals(Optional.of("c")));
        assertThat(List.copyOf(heard)).endsWith("b@1", "c@0");
    }

    @Test
    void one_that_never_began_is_closed_at_once() {
        directory.close();

        assertThat(owner()).isEmpty();
    }
}
