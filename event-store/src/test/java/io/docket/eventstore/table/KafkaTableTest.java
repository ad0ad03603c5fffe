package io.docket.eventstore.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.docket.eventstore.EventStoreConfig;
import io.docket.eventstore.internal.log.KafkaClients;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.Results;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.internals.KafkaFutureImpl;
import org.junit.jupiter.api.Test;

class KafkaTableTest {
    private static final String TOPIC = "table";

    private final MockProducer<byte[], byte[]> producer = new MockProducer<>();

    @Test
    void a_table_that_cannot_be_read_leaves_no_producer_behind() {
        EventStoreConfig config = EventStoreConfig.of("127.0.0.1:1", "group", Path.of("unused"));

        assertThatExceptionOfType(KafkaException.class)
                .isThrownBy(() -> KafkaTable.open(config, new Clients(config), TOPIC))
                .withMessage("no reader");

        assertThat(producer.closed()).isTrue();
    }

    private final class Clients extends KafkaClients {
        Clients(EventStoreConfig config) {
            super(config);
        }

        @Override
        public Admin admin() {
            return (Admin) Proxy.newProxyInstance(
                    Admin.class.getClassLoader(), new Class<?>[] {Admin.class}, (proxy, method, args) -> {
                        return switch (method.getName()) {
                            case "createTopics" -> created();
                            case "close" -> null;
                            default -> throw new UnsupportedOperationException(method.getName());
                        };
                    });
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

    private static CreateTopicsResult created() {
        KafkaFutureImpl<CreateTopicsResult.TopicMetadataAndConfig> created = new KafkaFutureImpl<>();
        created.complete(null);
        return Results.created(TOPIC, created);
    }
}
