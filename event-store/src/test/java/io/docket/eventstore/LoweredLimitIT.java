package io.docket.eventstore;

import static io.docket.eventstore.Events.append;
import static io.docket.eventstore.Events.counted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.docket.contracts.envelope.EventEnvelope;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An operator lowers what the topic takes while the store runs. */
class LoweredLimitIT {
    private static final int LIMIT = 50_000;
    private static final int OTHERS = 20;

    @TempDir
    private Path dataDir;

    private final TestLog log = new TestLog(1);

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void only_the_event_that_is_over_it_is_refused_and_the_next_one_at_once() throws Exception {
        KafkaEventStore store = log.open(dataDir);
        TestLog.get(store, append(ofBytes("before", 2 * LIMIT)));
        lower(log.config(dataDir).events().name());

        CompletionStage<Committed> over = store.append(append(ofBytes("over", 2 * LIMIT)));
        List<CompletionStage<Committed>> others = others(store, "other", LIMIT / 10);

        onlyTheFirstIsRefused(over, others);
        CompletionStage<Committed> next = store.append(append(ofBytes("next", 2 * LIMIT)));
        assertThat(next.toCompletableFuture()).isCompletedExceptionally();
        assertThat(log.committedEvents()).hasSize(1 + OTHERS);
    }

    /** The producer splits a batch that is too large, and makes the same one again: no broker ever says that a record is. */
    @Test
    void one_that_shares_its_batch_with_others_is_refused_alone() throws Exception {
        KafkaEventStore store = log.open(dataDir);
        TestLog.get(store, append(ofBytes("before", 2 * LIMIT)));
        lower(log.config(dataDir).events().name());

        List<CompletionStage<Committed>> others = new ArrayList<>(others(store, "ahead", LIMIT / 100));
        CompletionStage<Committed> over = store.append(append(ofBytes("over", 2 * LIMIT)));
        others.addAll(others(store, "behind", LIMIT / 100));

        onlyTheFirstIsRefused(over, others);
        assertThat(log.committedEvents()).hasSize(1 + 2 * OTHERS);
    }

    private static List<CompletionStage<Committed>> others(KafkaEventStore store, String name, int bytes) {
        return IntStream.range(0, OTHERS)
                .mapToObj(i -> store.append(append(ofBytes(name + '-' + i, bytes))))
                .toList();
    }

    private static void onlyTheFirstIsRefused(CompletionStage<Committed> over, List<CompletionStage<Committed>> others)
            throws Exception {
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> over.toCompletableFuture().get())
                .withCauseInstanceOf(EventTooLargeException.class)
                .withMessageContaining("the limit is " + LIMIT);
        for (CompletionStage<Committed> other : others) {
            other.toCompletableFuture().get();
        }
    }

    private static EventEnvelope ofBytes(String entity, int bytes) {
        EventEnvelope event = counted(entity, 1);
        return event.with(event.type(), new byte[bytes]);
    }

    private static void lower(String topic) throws ExecutionException, InterruptedException {
        ConfigEntry limit = new ConfigEntry(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, String.valueOf(LIMIT));
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, TestLog.KAFKA))) {
            admin.incrementalAlterConfigs(Map.of(
                            new ConfigResource(ConfigResource.Type.TOPIC, topic),
                            List.of(new AlterConfigOp(limit, OpType.SET))))
                    .all()
                    .get();
        }
    }
}
