package io.docket.eventstore.internal.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.docket.eventstore.EventStoreConfig;
import io.docket.eventstore.table.KafkaTable;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KafkaClientsTest {
    /** No client can be made with it, so who can be made has not got it. */
    private static final Map<String, String> NO_SUCH_PROTOCOL = Map.of("security.protocol", "NO_SUCH_PROTOCOL");

    private static final EventStoreConfig CONFIG =
            EventStoreConfig.of("127.0.0.1:1", "group", Path.of("nowhere")).withKafka(NO_SUCH_PROTOCOL);

    static Stream<Named<Consumer<KafkaClients>>> clients() {
        return Stream.of(
                Named.of("administrator", KafkaClients::admin),
                Named.of("administrator of a node", clients -> clients.admin("127.0.0.1:1")),
                Named.of("writer", clients -> clients.writer("instance", 1 << 20)),
                Named.of("producer beside the log", clients -> clients.producer("table")),
                Named.of("reader of a partition", clients -> clients.reader(0)),
                Named.of("reader of a topic", clients -> clients.reader("table")),
                Named.of("follower", clients -> clients.follower("owners")),
                Named.of("member of the group", clients -> clients.member("instance")),
                Named.of("table", clients -> KafkaTable.open(CONFIG, "letters")));
    }

    @ParameterizedTest
    @MethodSource("clients")
    void every_client_takes_the_further_settings(Consumer<KafkaClients> client) {
        assertThatExceptionOfType(RuntimeException.class)
                .isThrownBy(() -> client.accept(new KafkaClients(CONFIG)))
                .satisfies(refused -> assertThat(reason(refused)).contains("NO_SUCH_PROTOCOL"));
    }

    private static String reason(Throwable refused) {
        return refused.getCause() == null ? String.valueOf(refused.getMessage()) : reason(refused.getCause());
    }
}
