package io.docket.eventstore.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.docket.eventstore.EventStoreConfig;
import io.docket.eventstore.StartRefusedException;
import io.docket.eventstore.internal.log.KafkaClients;
import io.docket.eventstore.internal.log.TopicsOfBroker;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaTableTest {
    private static final String TOPIC = "table";

    private final EventStoreConfig config = EventStoreConfig.of("127.0.0.1:1", "group", Path.of("unused"));
    private final TopicsOfBroker broker = new TopicsOfBroker();
    private final MockProducer<byte[], byte[]> producer = new MockProducer<>();

    @Test
    void a_table_that_cannot_be_read_leaves_no_producer_behind() {
        assertThatExceptionOfType(KafkaException.class).isThrownBy(this::open).withMessage("no reader");

        assertThat(producer.closed()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"delete", "compact,delete"})
    void a_topic_that_forgets_entries_is_no_table(String policy) {
        existing(1, policy);

        assertThatExceptionOfType(StartRefusedException.class)
                .isThrownBy(this::open)
                .withMessage("topic table has cleanup.policy=" + policy
                        + " instead of compact: the last values of its keys would be deleted");
    }

    @Test
    void a_topic_of_several_partitions_is_no_table() {
        existing(2, "compact");

        assertThatExceptionOfType(StartRefusedException.class)
                .isThrownBy(this::open)
                .withMessageStartingWith("topic table has 2 partitions instead of 1");
    }

    private void existing(int partitions, String policy) {
        broker.admin()
                .createTopics(
                        List.of(new NewTopic(TOPIC, partitions, (short) 1).configs(Map.of("cleanup.policy", policy))));
    }

    private KafkaTable open() {
        return KafkaTable.open(config, new Clients(config), TOPIC);
    }

    private final class Clients extends KafkaClients {
        Clients(EventStoreConfig config) {
            super(config);
        }

        @Override
        public Admin admin() {
            return broker.admin();
        }

        @Override
        public Producer<byte[], byte[]> producer(String name) {
            return producer;
        }

        @Override
        public Consumer<byte[], byte[]> reader(String name) {
            throw new KafkaException("no reader");
        }
    }
}
