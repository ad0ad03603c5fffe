package io.docket.eventstore.verify;

import static io.docket.eventstore.Events.append;
import static io.docket.eventstore.Events.counted;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.docket.eventstore.EventStore;
import io.docket.eventstore.EventStoreConfig;
import io.docket.eventstore.EventStoreConfig.KeyFiles;
import io.docket.eventstore.SigningKeys;
import io.docket.eventstore.TestLog;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command against a broker: how it ends and what it says. */
class MainIT {
    private static final int EVENTS = 9;
    private static final int EVERY_EVENTS = 4;

    @TempDir
    private Path folder;

    private final TestLog log = new TestLog(1);
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private KeyFiles keys;
    private EventStoreConfig config;

    @BeforeEach
    void write() {
        keys = SigningKeys.in(folder, "checkpoint");
        config = log.config(folder, keys, EVERY_EVENTS);
        try (EventStore store = log.open(config)) {
            for (int i = 1; i <= EVENTS; i++) {
                store.append(append(counted("a", i))).toCompletableFuture().join();
            }
        }
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void a_log_as_it_was_written_is_intact() {
        assertThat(verify()).isZero();

        assertThat(out.toString(UTF_8))
                .contains(
                        config.events().name() + " of cluster ",
                        "intact",
                        "9 events verified, 9 of them sealed by a checkpoint.");
        assertThat(err.toString(UTF_8)).isEmpty();
    }

    @Test
    void a_copy_without_its_end_is_a_fault_with_its_place() {
        String copy = log.copy(events -> events.subList(6, EVENTS).clear());

        assertThat(verify("--from-topic", copy)).isOne();

        assertThat(out.toString(UTF_8))
                .contains("LOG_TRUNCATED at 0-5, event ", "number 6: the log ends with number 6, checkpoint ")
                .contains(" covers 8")
                .doesNotContain("intact");
        assertThat(err.toString(UTF_8)).isEmpty();
    }

    @Test
    void a_partition_of_which_only_checkpoints_are_left_is_truncated() {
        try (TestLog two = new TestLog(2)) {
            EventStoreConfig other = two.config(folder.resolve("two"), keys, EVERY_EVENTS);
            try (EventStore store = two.open(other)) {
                for (int i = 0; i < EVENTS; i++) {
                    store.append(append(counted("a" + i, 1)))
                            .toCompletableFuture()
                            .join();
                }
            }
            String copy = two.copyOfFirstPartition();

            assertThat(run(
                            "--kafka",
                            TestLog.KAFKA,
                            "--topic",
                            other.events().name(),
                            "--from-topic",
                            copy,
                            "--checkpoints",
                            other.signing().checkpoints().name(),
                            "--keys",
                            keys.publicKey().toString()))
                    .isOne();
        }

        assertThat(out.toString(UTF_8))
                .contains("LOG_TRUNCATED in partition 1: the log ends with number 0, checkpoint ");
    }

    @Test
    void an_export_of_a_topic_is_verified_without_it() {
        String file = folder.resolve("log.ndjson").toString();

        assertThat(verify("--export", file)).isZero();
        assertThat(out.toString(UTF_8)).isEmpty();

        assertThat(run("--file", file, "--keys", keys.publicKey().toString())).isZero();
        assertThat(out.toString(UTF_8)).contains("9 events verified, 9 of them sealed by a checkpoint.");
    }

    @Test
    void a_topic_that_is_not_there_is_not_verified() {
        assertThat(verify("--from-topic", "no-such-topic")).isEqualTo(2);

        assertThat(err.toString(UTF_8)).contains("verify: there is no topic no-such-topic");
    }

    private int verify(String... more) {
        return run(Stream.concat(
                        Stream.of(
                                "--kafka",
                                TestLog.KAFKA,
                                "--topic",
                                config.events().name(),
                                "--checkpoints",
                                config.signing().checkpoints().name(),
                                "--keys",
                                keys.publicKey().toString()),
                        Stream.of(more))
                .toArray(String[]::new));
    }

    private int run(String... arguments) {
        return Main.run(List.of(arguments), Map.of(), new PrintStream(out, true), new PrintStream(err, true));
    }
}
