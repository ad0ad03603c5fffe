package io.docket.eventstore.internal.ownership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.docket.eventstore.StartRefusedException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstanceFolderTest {
    @TempDir
    private Path path;

    @Test
    void it_remembers_its_instance_and_its_cluster() {
        String instance;
        try (InstanceFolder folder = InstanceFolder.open(path)) {
            instance = folder.instanceId();
            folder.requireCluster("one", "a:9092");
        }

        try (InstanceFolder again = InstanceFolder.open(path)) {
            assertThat(again.instanceId()).isEqualTo(instance);
            again.requireCluster("one", "b:9092");
            assertThatExceptionOfType(StartRefusedException.class)
                    .isThrownBy(() -> again.requireCluster("two", "b:9092"))
                    .withMessageContainingAll("belongs to the Kafka cluster one", "b:9092 leads to two");
        }
    }

    @Test
    void it_is_of_one_process_alone() {
        try (InstanceFolder _ = InstanceFolder.open(path)) {
            assertThatExceptionOfType(StartRefusedException.class)
                    .isThrownBy(() -> InstanceFolder.open(path))
                    .withMessageContaining("is used by another event store");
        }
    }
}
