package io.docket.eventstore.internal.ownership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.docket.eventstore.EventStoreConfig;
import io.docket.eventstore.internal.machine.JavaMachine;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class GroupMemberTest {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final EventStoreConfig CONFIG = EventStoreConfig.of("nowhere:1", "group", Path.of("none"));
    private static final TopicPartition PARTITION =
            new TopicPartition(CONFIG.events().name(), 3);

    private final AtomicInteger polls = new AtomicInteger();
    private final AtomicInteger asked = new AtomicInteger();
    private volatile boolean taken;

    @Test
    void the_note_of_a_former_owner_stays_until_the_partition_is_taken_over() {
        MockConsumer<byte[], byte[]> consumer = consumer();
        GroupMember member = new GroupMember(CONFIG, "me", () -> consumer, assignment(), new JavaMachine());

        member.start();
        await().atMost(SOON).until(() -> asked.get() > 1);
        Map<TopicPartition, OffsetAndMetadata> before = consumer.committed(Set.of(PARTITION));
        taken = true;
        await().atMost(SOON).until(member::holds);
        Map<TopicPartition, OffsetAndMetadata> after = consumer.committed(Set.of(PARTITION));
        member.close();

        assertThat(before).doesNotContainKey(PARTITION);
        assertThat(after.get(PARTITION).metadata()).isEqualTo("me");
    }

    @Test
    void a_member_that_cannot_be_made_now_is_made_later() {
        MockConsumer<byte[], byte[]> consumer = consumer();
        AtomicInteger attempts = new AtomicInteger();
        taken = true;
        GroupMember member = new GroupMember(
                CONFIG,
                "me",
                () -> {
                    if (attempts.incrementAndGet() == 1) {
                        throw new KafkaException("No resolvable bootstrap urls given in bootstrap.servers");
                    }
                    return consumer;
                },
                assignment(),
                new JavaMachine());

        member.start();

        await().atMost(SOON).until(member::holds);
        member.close();
    }

    private MockConsumer<byte[], byte[]> consumer() {
        return new MockConsumer<>("earliest") {
            @Override
            public synchronized ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
                if (polls.incrementAndGet() == 2) {
                    updateBeginningOffsets(Map.of(PARTITION, 0L));
                    rebalance(List.of(PARTITION));
                }
                return super.poll(timeout);
            }
        };
    }

    private GroupMember.Assignment assignment() {
        return new GroupMember.Assignment() {
            @Override
            public void assigned(List<Integer> partitions) {}

            @Override
            public void revoked(List<Integer> partitions, Runnable meanwhile) {}

            @Override
            public void lost(List<Integer> partitions) {}

            @Override
            public boolean taken(int partition) {
                asked.incrementAndGet();
                return taken;
            }

            @Override
            public long nextOffset(int partition) {
                return 7;
            }
        };
    }
}
