package io.docket.eventstore.internal.index;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.docket.eventstore.EventStoreConfig.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

class IndexFolderTest {
    private static final IndexIdentity IDENTITY = new IndexIdentity("cluster", "events", "events-id", "outcomes-id", 0);
    private static final String STREAM = "acme/case/a";

    @TempDir
    private Path folder;

    private final IndexMemory memory = new IndexMemory(Limits.DEFAULT);

    @AfterEach
    void close() {
        memory.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"data", "blocks"})
    void an_index_that_misses_a_file_is_dropped_whatever_its_folder_is_called(String name) throws IOException {
        IndexFolder indexes = indexes(name);
        keepSnapshot(indexes);
        try (Stream<Path> files = Files.list(folder.resolve(name).resolve("0"))) {
            for (Path manifest : files.filter(IndexFolderTest::isManifest).toList()) {
                Files.delete(manifest);
            }
        }

        try (PartitionIndex index = indexes.open(IDENTITY)) {
            assertThat(index.snapshot(STREAM)).isNull();
        }
    }

    @Test
    void an_index_that_is_open_elsewhere_is_not_dropped() {
        IndexFolder indexes = indexes("data");
        try (PartitionIndex elsewhere = indexes.open(IDENTITY)) {
            elsewhere.storeSnapshot(STREAM, "state".getBytes(UTF_8));

            assertThatExceptionOfType(IndexException.class)
                    .isThrownBy(() -> indexes.open(IDENTITY))
                    .withMessageContaining("lock hold by current process")
                    .matches(refused -> !refused.corrupt());
        }
        try (PartitionIndex index = indexes.open(IDENTITY)) {
            assertThat(index.snapshot(STREAM)).isEqualTo("state".getBytes(UTF_8));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "While lock file: /data/0/LOCK: Resource temporarily unavailable",
                "While open a file for random read: /data/0/000012.sst: Too many open files",
                "While pread offset 0 len 4096: /data/0/000012.sst: Input/output error",
                "while open a file for lock: /data/0/LOCK: Read-only file system",
                "While appending to file: /data/0/000013.log: No space left on device"
            })
    void what_a_new_index_would_meet_as_well_is_no_fault_of_the_data(String message) {
        assertThat(IndexFolder.isOfTheData(new RocksDBException(message))).isFalse();
    }

    @Test
    void what_the_data_says_of_itself_is_believed() {
        Status corrupt = new Status(Status.Code.Corruption, Status.SubCode.None, "block of /data/While lock file/0");

        assertThat(IndexFolder.isOfTheData(new RocksDBException(corrupt))).isTrue();
    }

    private IndexFolder indexes(String name) {
        return new IndexFolder(folder.resolve(name), memory, Duration.ofDays(7), InstantSource.system());
    }

    private static void keepSnapshot(IndexFolder indexes) {
        try (PartitionIndex index = indexes.open(IDENTITY)) {
            index.storeSnapshot(STREAM, "state".getBytes(UTF_8));
        }
    }

    private static boolean isManifest(Path file) {
        return file.getFileName().toString().startsWith("MANIFEST");
    }
}
