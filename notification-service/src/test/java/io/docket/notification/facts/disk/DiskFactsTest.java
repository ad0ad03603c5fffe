package io.docket.notification.facts.disk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.docket.notification.facts.FactsUnavailableException;
import io.docket.notification.facts.MemoryFacts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskFactsTest {
    private Path folder;
    private DiskFacts store;

    @BeforeEach
    void start(@TempDir Path parent) {
        folder = parent.resolve("facts");
        store = new DiskFacts(folder);
    }

    @AfterEach
    void stop() {
        store.close();
    }

    @Test
    void it_keeps_what_a_store_in_memory_keeps() {
        Random random = new Random(3);
        MemoryFacts memory = new MemoryFacts();
        for (int step = 0; step < 20_000; step++) {
            String entity = "acme/task/" + random.nextInt(40);
            long offset = random.nextInt(5_000);
            String assignee = random.nextInt(4) == 0 ? null : "user" + random.nextInt(9);
            memory.keepAssignment(entity, offset, assignee);
            store.keepAssignment(entity, offset, assignee);
            byte[] value = new byte[random.nextInt(200)];
            random.nextBytes(value);
            memory.keep(entity, value);
            store.keep(entity, value);
        }

        for (int entity = 0; entity < 45; entity++) {
            String key = "acme/task/" + entity;
            assertThat(store.find(key)).isEqualTo(memory.find(key));
            for (long offset = 0; offset <= 5_001; offset += 7) {
                assertThat(store.assigneeBefore(key, offset)).isEqualTo(memory.assigneeBefore(key, offset));
            }
        }
    }

    @Test
    void the_changes_of_one_entity_are_not_those_of_another_whose_name_begins_the_same() {
        store.keepAssignment("acme/task/1", 5, "ann");
        store.keepAssignment("acme/task/12", 3, "bob");

        assertThat(store.assigneeBefore("acme/task/1", 5)).isNull();
        assertThat(store.assigneeBefore("acme/task/1", 6)).isEqualTo("ann");
        assertThat(store.assigneeBefore("acme/task/12", 99)).isEqualTo("bob");
        assertThat(store.assigneeBefore("acme/task/11", 99)).isNull();
    }

    @Test
    void its_folder_is_there_only_while_something_is_kept() {
        assertThat(folder).doesNotExist();

        store.keep("a", "b".getBytes(UTF_8));
        assertThat(folder).isDirectory();
        store.close();

        assertThat(folder).doesNotExist();
        assertThatThrownBy(() -> store.find("a")).isInstanceOf(FactsUnavailableException.class);
    }

    @Test
    void what_another_run_has_left_is_not_taken_for_ones_own(@TempDir Path other) throws Exception {
        store.keep("a", "b".getBytes(UTF_8));
        Path left = Files.createDirectory(other.resolve("left"));
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.copy(file, left.resolve(file.getFileName()));
            }
        }

        DiskFacts next = new DiskFacts(left);
        next.keep("c", "d".getBytes(UTF_8));

        assertThat(next.find("a")).isNull();
        next.close();
    }

    @Test
    void a_folder_that_is_in_use_is_refused_and_not_touched() {
        store.keep("a", "b".getBytes(UTF_8));
        DiskFacts second = new DiskFacts(folder);

        assertThatThrownBy(() -> second.keep("c", "d".getBytes(UTF_8))).isInstanceOf(FactsUnavailableException.class);

        second.close();
        assertThat(store.find("a")).isEqualTo("b".getBytes(UTF_8));
    }

    @Test
    void a_folder_that_cannot_be_made_is_a_clear_error() throws Exception {
        Files.writeString(folder, "a file");

        assertThatThrownBy(() -> store.keep("a", new byte[0]))
                .isInstanceOf(FactsUnavailableException.class)
                .hasMessageContaining(folder.toString());
    }
}
