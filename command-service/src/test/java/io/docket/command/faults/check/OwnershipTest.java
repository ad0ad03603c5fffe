package io.docket.command.faults.check;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.docket.contracts.position.Position;
import io.docket.contracts.topic.Topics;
import io.docket.contracts.topic.Topics.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.FileRecords;
import org.apache.kafka.common.record.MemoryRecords;
import org.apache.kafka.common.record.SimpleRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One instance owns a partition, then another one: what the brokers' files tell of who wrote what. */
class OwnershipTest {
    private static final int FIRST = 7;
    private static final int SECOND = 8;

    @TempDir
    private Path data;

    private final List<ConsumerRecord<byte[], byte[]>> owned = new ArrayList<>();
    private final List<LoggedEvent> committed = new ArrayList<>();

    @BeforeEach
    void one_owner_after_the_other() throws IOException {
        for (int partition = 0; partition < Topics.PARTITIONS; partition++) {
            for (Topic topic : List.of(Topics.EVENTS, Topics.OWNERS)) {
                Files.createDirectories(data.resolve(topic.name() + "-" + partition));
            }
        }
        mark(0, FIRST, 1);
        owner(0, FIRST, 2);
        event(2, FIRST, 3, 1);
        mark(10, SECOND, 1);
        owner(2, SECOND, 2);
        event(12, SECOND, 3, 2);
    }

    @Test
    void each_wrote_in_its_own_time() throws IOException {
        assertThat(broken()).isEmpty();
        assertThat(Ownership.read(owned, data).changes()).isEqualTo(2);
    }

    @Test
    void the_former_owner_writes_behind_the_mark_of_the_present_one() throws IOException {
        event(14, FIRST, 4, 3);

        assertThat(broken()).singleElement().asString().startsWith("FormerOwnerIsSilent");
    }

    @Test
    void the_former_owner_writes_before_the_present_one_has_written() throws IOException {
        committed.removeLast();
        event(14, FIRST, 4, 2);

        assertThat(broken()).singleElement().asString().startsWith("FormerOwnerIsSilent");
    }

    @Test
    void somebody_writes_who_never_owned_anything() throws IOException {
        event(14, 9, 4, 3);

        assertThat(broken()).singleElement().asString().contains("FormerOwnerIsSilent", "never owned anything");
    }

    @Test
    void a_mark_that_comes_late_makes_nobody_an_owner() throws IOException {
        mark(14, FIRST, 9);
        event(16, SECOND, 4, 3);

        assertThat(broken()).isEmpty();
    }

    @Test
    void a_version_is_there_twice() throws IOException {
        event(14, SECOND, 4, 2);

        assertThat(broken()).singleElement().asString().startsWith("VersionsHaveNoGap");
    }

    @Test
    void an_owner_without_a_mark_is_an_error() throws IOException {
        owner(4, FIRST, 1);

        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(this::broken);
    }

    private List<String> broken() throws IOException {
        return Ownership.read(owned, data).broken(committed);
    }

    private void mark(long offset, long producer, int epoch) throws IOException {
        write(Topics.EVENTS, offset, producer, epoch, "mark");
    }

    private void event(long offset, long producer, int epoch, long version) throws IOException {
        write(Topics.EVENTS, offset, producer, epoch, "c");
        committed.add(new LoggedEvent(
                new Position(0, offset),
                "acme/case/c",
                version,
                "event-" + offset,
                "command-" + offset,
                "docket.case.updated.v1",
                JsonNodeFactory.instance.objectNode()));
    }

    private void owner(long offset, long producer, int epoch) throws IOException {
        write(Topics.OWNERS, offset, producer, epoch, "0");
        byte[] value = "{\"instance\":\"instance of %d\"}".formatted(producer).getBytes(UTF_8);
        owned.add(new ConsumerRecord<>(Topics.OWNERS.name(), 0, offset, "0".getBytes(UTF_8), value));
    }

    private void write(Topic topic, long offset, long producer, int epoch, String key) throws IOException {
        Path file = data.resolve(topic.name() + "-0").resolve("00000000000000000000.log");
        try (FileRecords records = FileRecords.open(file.toFile(), true)) {
            records.append(MemoryRecords.withTransactionalRecords(
                    offset,
                    Compression.NONE,
                    producer,
                    (short) epoch,
                    0,
                    0,
                    new SimpleRecord(key.getBytes(UTF_8), key.getBytes(UTF_8))));
        }
    }
}
