package io.docket.eventstore.internal.index;

import static io.docket.eventstore.Events.counted;
import static io.docket.eventstore.Events.streamOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.docket.eventstore.EventStoreConfig.Limits;
import io.docket.eventstore.internal.record.EventRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatchUpTest {
    private static final IndexIdentity IDENTITY = new IndexIdentity("cluster", "events", "events-id", "outcomes-id", 0);
    private static final int STREAMS = 10;
    private static final int EVENTS = 4_000;
    private static final int EVENTS_PER_FOLD = 50;

    @TempDir
    private Path folder;

    /** Small, so that a part is on disk and a part is not. */
    private final IndexMemory memory = new IndexMemory(new Limits(1, 1, 1, 1, 1, 1 << 20, 64 << 10));

    private PartitionIndex index;

    @BeforeEach
    void open() {
        index = open("index");
    }

    @AfterEach
    void close() {
        index.close();
        memory.close();
    }

    @Test
    void a_crash_in_the_middle_leaves_a_beginning_of_the_log() throws IOException {
        PartitionIndex.CatchUp catchUp = index.catchUp();
        fold(EVENTS);

        try (PartitionIndex left = crashed("in-the-middle")) {
            assertThat(left.nextEvent()).isBetween(1L, EVENTS - 1L);
            assertIsBeginning(left);
        }
        catchUp.close();
    }

    @Test
    void what_was_caught_up_and_what_follows_outlive_a_crash() throws IOException {
        try (PartitionIndex.CatchUp _ = index.catchUp()) {
            fold(EVENTS);
        }
        try (PartitionIndex left = crashed("caught-up")) {
            assertThat(left.nextEvent()).isEqualTo(EVENTS);
            assertIsBeginning(left);
        }

        fold(EVENTS_PER_FOLD);

        try (PartitionIndex left = crashed("went-on")) {
            assertThat(left.nextEvent()).isEqualTo(EVENTS + EVENTS_PER_FOLD);
            assertIsBeginning(left);
        }
    }

    /** Every event before its next one is there, and none behind. */
    private static void assertIsBeginning(PartitionIndex left) {
        List<Long> offsets = LongStream.range(0, STREAMS)
                .mapToObj(stream -> left.events(streamOf("s-" + stream), 1, Integer.MAX_VALUE))
                .flatMap(List::stream)
                .map(stored -> stored.position().offset())
                .sorted()
                .toList();
        assertThat(offsets)
                .isEqualTo(LongStream.range(0, left.nextEvent()).boxed().toList());
        assertThat(LongStream.range(0, STREAMS)
                        .map(stream -> left.head(streamOf("s-" + stream)))
                        .sum())
                .isEqualTo(left.nextEvent());
    }

    private void fold(int events) {
        for (int folded = 0; folded < events; folded += EVENTS_PER_FOLD) {
            try (IndexFold fold = index.fold()) {
                long begin = index.nextEvent();
                for (long offset = begin; offset < begin + EVENTS_PER_FOLD; offset++) {
                    fold.add(EventRecord.of(counted("s-" + offset % STREAMS, 1 + offset / STREAMS)), offset);
                }
                fold.commit(begin + EVENTS_PER_FOLD, 0);
            }
        }
    }

    /** The index as a crash at this moment would leave it: a copy of its files, again if some were merged meanwhile. */
    private PartitionIndex crashed(String name) throws IOException {
        try {
            copy(folder.resolve("index").resolve("0"), folder.resolve(name).resolve("0"));
            return open(name);
        } catch (NoSuchFileException merged) {
            return crashed(name + "-again");
        }
    }

    /** What names the other files goes first. */
    private static void copy(Path from, Path to) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(from)) {
            files = all.sorted(Comparator.comparing(file -> file.toString().endsWith(".sst")))
                    .toList();
        }
        Files.createDirectories(to);
        for (Path file : files) {
            Files.copy(file, to.resolve(file.getFileName()));
        }
    }

    private PartitionIndex open(String name) {
        return new IndexFolder(folder.resolve(name), memory, Duration.ofDays(7), InstantSource.system()).open(IDENTITY);
    }
}
