package io.docket.eventstore.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.junit.jupiter.api.Test;

class KafkaLogSourceTest {
    private static final Node[] NONE = {};

    @Test
    void a_partition_of_which_only_checkpoints_are_left_is_one_of_the_log() {
        assertThat(KafkaLogSource.count(topic("copy", 5), topic("checkpoints", 6)))
                .isEqualTo(6);
    }

    @Test
    void a_log_without_checkpoints_has_the_partitions_of_its_events() {
        assertThat(KafkaLogSource.count(topic("events", 6), List.of())).isEqualTo(6);
    }

    private static List<PartitionInfo> topic(String name, int partitions) {
        return IntStream.range(0, partitions)
                .mapToObj(partition -> new PartitionInfo(name, partition, Node.noNode(), NONE, NONE))
                .toList();
    }
}
