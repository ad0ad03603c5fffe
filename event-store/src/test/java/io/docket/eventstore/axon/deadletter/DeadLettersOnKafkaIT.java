package io.docket.eventstore.axon.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.docket.eventstore.TestLog;
import io.docket.eventstore.axon.deadletter.SharedDeadLetterQueue.Limits;
import io.docket.eventstore.table.KafkaTable;
import io.docket.eventstore.table.SharedTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.deadletter.DeadLetter;
import org.axonframework.serialization.json.JacksonSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeadLettersOnKafkaIT extends AxonsQueueTests {
    private final TestLog log = new TestLog(1);
    private final List<SharedTable> tables = new ArrayList<>();

    @Override
    SharedTable table() {
        SharedTable table = KafkaTable.open(log.config(Path.of("unused")), log.tableTopic());
        tables.add(table);
        return table;
    }

    @AfterEach
    void close() {
        tables.forEach(SharedTable::close);
        log.close();
    }

    @Test
    void letters_survive_a_restart_and_another_instance_sees_what_happens_to_them() {
        SharedDeadLetterQueue<EventMessage<?>> first = queue();
        DeadLetter<EventMessage<?>> letter = generateInitialLetter();
        first.enqueue("sequence", letter);

        SharedDeadLetterQueue<EventMessage<?>> second = queue();

        DeadLetter<? extends EventMessage<?>> stored =
                second.deadLetterSequence("sequence").iterator().next();
        assertLetter(letter, stored);
        second.evict(stored);
        await().until(() -> !first.contains("sequence"));
        assertThat(queue().size()).isZero();
    }

    private SharedDeadLetterQueue<EventMessage<?>> queue() {
        return new SharedDeadLetterQueue<>(table(), "group", JacksonSerializer.defaultSerializer(), Limits.DEFAULT);
    }
}
